import { eventKind } from '@muster/contract/platform/event';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { manualClock, openSlice, type Slice } from '../../test/harness/slice.ts';
import { byItself } from './action.ts';
import { sql } from './db.ts';
import { periodicWorker, type Subscription } from './jobs.ts';
import { outboxWorker } from './outbox.ts';
import type { Platform } from './platform.ts';

/** A kind of event that the product does not know, so that only this test's worker takes it. */
const happened = eventKind<{ n: number }>('test.happened');
const listener = 'test.listen';

let slice: Slice;
let platform: Platform;
let heard: string[];
let poison: (subject: string, n: number) => boolean;
const clock = manualClock();

beforeAll(async () => {
  slice = await openSlice({ organised: false });
  // The same database with a clock of its own, so that the server's own worker never finds these rows due.
  const news = { ...slice.platform.news, subscribersOf: () => [listener], tell: () => undefined };
  platform = { ...slice.platform, clock, news };
  clock.advance({ hours: 24 });
});
afterAll(() => slice.stop());

const subscription: Subscription = {
  name: listener,
  types: [happened.type],
  async run(_act, events) {
    for (const event of events.filter(happened.is)) {
      if (poison(event.subject, event.payload.n)) throw new Error('poison');
      heard.push(`${event.subject}${event.payload.n}`);
    }
  },
};

const publish = (...subjects: [string, number][]) =>
  byItself(platform, 'test.publish', async (act) => {
    for (const [subject, n] of subjects) act.publish(happened(subject, { n }));
  });

async function workFor(minutes: number): Promise<void> {
  const worker = outboxWorker(platform, [subscription]);
  for (let i = 0; i < minutes * 6; i += 1) {
    while (await worker.run());
    clock.advance({ seconds: 10 });
  }
}

const rows = () =>
  slice.rows<{ subject: string; attempts: number; quarantined: boolean }>(sql`
    select subject, attempts, quarantined from platform.outbox order by id`);

test('a poison event is set aside after five attempts; others flow at once, and its own subject after it', async () => {
  const attempts = new Map<string, number>();
  heard = [];
  poison = (subject, n) => {
    const isPoison = subject === 'bad' && n === 1;
    if (isPoison) attempts.set(subject, (attempts.get(subject) ?? 0) + 1);
    return isPoison;
  };
  await publish(['a', 1], ['bad', 1], ['bad', 2], ['b', 1], ['a', 2]);
  while (await outboxWorker(platform, [subscription]).run());
  expect(heard.filter((one) => !one.startsWith('bad')).slice(-3)).toEqual(['a1', 'b1', 'a2']);
  expect(heard).not.toContain('bad2');

  await workFor(2);
  expect(heard.at(-1)).toBe('bad2');
  expect(await rows()).toEqual([{ subject: 'bad', attempts: 5, quarantined: true }]);
  // Once more with the batch for the first attempt, then alone.
  expect(attempts.get('bad')).toBeLessThanOrEqual(10);
  const metrics = await slice.http('GET', '/metrics');
  expect(metrics.text).toMatch(/^muster_outbox_quarantined 1$/m);
  expect(slice.lines.some((line) => line.level === 'error')).toBe(true);
  await platform.db.run(sql`delete from platform.outbox`);
});

test('events of one subject arrive in order, also when one fails once', async () => {
  heard = [];
  let failed = false;
  poison = (subject, n) => {
    if (failed || subject !== 'x' || n !== 2) return false;
    failed = true;
    return true;
  };
  await publish(['x', 1], ['x', 2], ['y', 1], ['x', 3], ['y', 2]);
  await workFor(1);
  expect(await rows()).toEqual([]);
  const order = (subject: string) => [...new Set(heard.filter((one) => one.startsWith(subject)))];
  expect(order('x')).toEqual(['x1', 'x2', 'x3']);
  expect(order('y')).toEqual(['y1', 'y2']);
});

test('a database that goes away under an event, however often, does not make it poison', async () => {
  heard = [];
  let times = 7;
  poison = () => {
    times -= 1;
    if (times >= 0) throw Object.assign(new Error('terminating connection'), { code: '57P01' });
    return false;
  };
  await publish(['z', 1]);
  const worker = outboxWorker(platform, [subscription]);
  for (let i = 0; i < 7; i += 1) await expect(worker.run()).rejects.toThrow('terminating');
  expect(await rows()).toEqual([{ subject: 'z', attempts: 0, quarantined: false }]);
  while (await worker.run());
  expect(heard).toEqual(['z1']);
});

test('two workers at once deliver each event to nobody twice', async () => {
  heard = [];
  poison = () => false;
  await publish(...Array.from({ length: 120 }, (_, i): [string, number] => [`s${i % 7}`, i]));
  const [one, two] = [outboxWorker(platform, [subscription]), outboxWorker(platform, [subscription])];
  const drain = async (worker: typeof one) => {
    for (let i = 0; i < 60; i += 1) await worker.run();
  };
  await Promise.all([drain(one), drain(two)]);
  expect(await rows()).toEqual([]);
  expect(heard).toHaveLength(120);
  for (let s = 0; s < 7; s += 1) {
    const mine = heard.filter((one) => one.startsWith(`s${s}`)).map((one) => Number(one.slice(2)));
    expect(mine).toEqual([...mine].sort((a, b) => a - b));
  }
});

test('a round that failed comes again in a minute, and not a whole round later', async () => {
  let isAway = true;
  let rounds = 0;
  const round = async () => {
    if (isAway) throw new Error('away');
    rounds += 1;
  };
  const worker = periodicWorker(platform, { name: 'test.round', everyMinutes: 60, run: round });
  clock.advance({ minutes: 60 });
  await expect(worker.run()).rejects.toThrow('away');
  isAway = false;
  await worker.run();
  expect(rounds).toBe(0);
  clock.advance({ minutes: 1 });
  await worker.run();
  await worker.run();
  expect([rounds, await worker.nextDueAt(platform.db)]).toEqual([1, clock.now().add({ minutes: 60 })]);
});

test('two subscriptions of one name are refused at the start, or the second would hear what the first is to hear', () => {
  expect(() => outboxWorker(platform, [subscription, { ...subscription }])).toThrow(
    `two subscriptions are called ${listener}`,
  );
});
