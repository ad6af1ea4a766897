import { expect, it } from 'vitest';
import { minutes } from './clock.ts';
import { createEngine } from './engine.ts';
import type { Worker } from './jobs.ts';
import { createManualClock } from './manual-clock.ts';

const start = Temporal.Instant.from('2026-01-01T00:00:00Z');
const unused = () => Promise.reject(new Error('these workers have no rows'));
const work = { many: unused, one: unused, maybe: unused, run: unused };

function engineWith(worker: Partial<Worker>) {
  const time = createManualClock(start);
  const warnings: unknown[] = [];
  const log = { warn: (...given: unknown[]) => void warnings.push(given) };
  const one: Worker = { name: 'one', nextDueAt: async () => null, run: async () => false, ...worker };
  const engine = createEngine({ clock: time.forNode().clock, log, work }, [one], minutes(10));
  return { engine, time, warnings };
}

it('stops although a worker was poked while it did its last turn', async () => {
  const turn = Promise.withResolvers<boolean>();
  const { engine } = engineWith({ run: () => turn.promise });
  engine.start();
  const stopped = engine.stop();
  engine.poke('one');
  turn.resolve(false);
  await stopped;
  expect(engine.isBusy()).toBe(false);
});

it('asks for rows that somebody else holds again after a pause, and not without a pause', async () => {
  let runs = 0;
  const run = async () => {
    runs += 1;
    return false;
  };
  const { engine, time } = engineWith({ run, nextDueAt: async () => start });
  engine.start();
  await engine.settled();
  const before = runs;
  expect(before).toBeLessThan(5);
  time.moveTo(start.add({ seconds: 1 }));
  await engine.settled();
  expect(runs).toBeGreaterThan(before);
  await engine.stop();
});

it('tries again within a second when the database is back, however long it was away', async () => {
  let isAway = true;
  let runs = 0;
  const nextDueAt = () => (isAway ? Promise.reject(new Error('away')) : Promise.resolve(null));
  const run = async () => {
    if (isAway) throw new Error('away');
    runs += 1;
    return false;
  };
  const { engine, time, warnings } = engineWith({ nextDueAt, run });
  engine.start();
  for (let second = 1; second <= 20; second += 1) {
    await engine.settled();
    time.moveTo(start.add({ seconds: second }));
  }
  await engine.settled();
  expect(warnings.length).toBeGreaterThan(15);
  isAway = false;
  engine.poke('one');
  await engine.settled();
  expect(runs).toBe(1);
  await engine.stop();
});

it('looks again for what it was poked for when that look failed, also where no row says that it is due', async () => {
  let isAway = false;
  let looks = 0;
  const run = async () => {
    if (isAway) throw new Error('away');
    looks += 1;
    return false;
  };
  const { engine, time } = engineWith({ run });
  engine.start();
  await engine.settled();
  isAway = true;
  engine.poke('one');
  await engine.settled();
  expect(looks).toBe(1);
  isAway = false;
  time.moveTo(start.add({ seconds: 1 }));
  await engine.settled();
  expect(looks).toBe(2);
  await engine.stop();
});

it('does not begin with two workers of one name, of which only one would ever run', () => {
  const { clock } = createManualClock(start).forNode();
  const twin: Worker = { name: 'inform.fanOut', nextDueAt: async () => null, run: async () => false };
  const log = { warn: () => undefined };
  expect(() => createEngine({ clock, log, work }, [twin, { ...twin }], minutes(10))).toThrow(
    'two workers are called inform.fanOut',
  );
});
