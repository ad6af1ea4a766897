import { expect, test } from 'vitest';
import { createDatabaseClock } from './database-clock.ts';
import { createManualClock } from './manual-clock.ts';

const start = Temporal.Instant.from('2026-03-02T09:00:00Z');

/** A node whose own clock is so many minutes off, and the database's time, which the test moves. */
async function nodeOff(minutes: number) {
  const time = createManualClock(start);
  const { clock: real } = time.forNode();
  const given = { minutes, isAway: false, slowMs: 0 };
  const own = {
    now: () => real.now().add({ minutes: given.minutes }),
    at: (at: Temporal.Instant, run: () => void) => real.at(at.subtract({ minutes: given.minutes }), run),
  };
  const warned: unknown[] = [];
  const clock = createDatabaseClock(
    own,
    async () => {
      if (given.isAway) throw new Error('away');
      if (given.slowMs > 0) time.moveTo(time.now().add({ milliseconds: given.slowMs }));
      return time.now();
    },
    { warn: (...line: unknown[]) => void warned.push(line) },
  );
  await clock.start();
  const rang: string[] = [];
  const ringAt = (at: Temporal.Instant) => clock.at(at, () => rang.push(time.now().toString()));
  const moveTo = async (at: Temporal.Instant) => {
    for (let next = time.nextTimerAt(); next; next = time.nextTimerAt()) {
      if (Temporal.Instant.compare(next, at) > 0) break;
      time.moveTo(Temporal.Instant.compare(next, time.now()) < 0 ? time.now() : next);
      await settled();
    }
    time.moveTo(at);
    await settled();
  };
  return { clock, time, given, warned, rang, ringAt, moveTo };
}

async function settled(): Promise<void> {
  for (let i = 0; i < 10; i += 1) await Promise.resolve();
}

test.each([10, -10, 0])(
  'a node whose clock is %i minutes off tells the time of the database, and rings by it',
  async (off) => {
    const { clock, rang, ringAt, moveTo, warned } = await nodeOff(off);
    expect(clock.now().toString()).toBe('2026-03-02T09:00:00Z');
    ringAt(start.add({ minutes: 5 }));
    await moveTo(start.add({ minutes: 5 }).subtract({ milliseconds: 1 }));
    expect(rang).toEqual([]);
    await moveTo(start.add({ minutes: 6 }));
    expect(rang).toEqual(['2026-03-02T09:05:00Z']);
    expect(warned).toHaveLength(off === 0 ? 0 : 1);
  },
);

test.each([60, -60])(
  'a clock that jumps by %i minutes under way is set right within seconds, and what waits with it',
  async (jump) => {
    const { clock, given, time, rang, ringAt, moveTo } = await nodeOff(0);
    ringAt(start.add({ minutes: 30 }));
    await moveTo(start.add({ minutes: 1 }));
    given.minutes = jump;
    await moveTo(start.add({ minutes: 1, seconds: 5 }));
    expect(clock.now().toString()).toBe(time.now().toString());
    await moveTo(start.add({ minutes: 31 }));
    expect(rang).toEqual(['2026-03-02T09:30:00Z']);
  },
);

test('without an answer it goes on with what it knows', async () => {
  const { clock, given, time, moveTo } = await nodeOff(10);
  given.isAway = true;
  await moveTo(start.add({ minutes: 7 }));
  expect(clock.now().toString()).toBe(time.now().toString());
});

test('what is less than the answer can tell is no reason to step', async () => {
  const { clock, given, warned } = await nodeOff(0);
  given.slowMs = 3_000;
  const before = clock.now().epochMilliseconds;
  await clock.ask();
  // The database answered at the end of the three seconds; half of them is what nobody can know.
  expect(clock.now().epochMilliseconds - before).toBe(3_000);
  expect(warned).toEqual([]);
});

test('what is taken back does not ring', async () => {
  const { ringAt, moveTo, rang } = await nodeOff(10);
  ringAt(start.add({ minutes: 1 }))();
  await moveTo(start.add({ minutes: 2 }));
  expect(rang).toEqual([]);
});
