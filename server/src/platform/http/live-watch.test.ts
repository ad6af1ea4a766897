import { expect, test } from 'vitest';
import { createManualClock } from '../manual-clock.ts';
import { watchStream } from './live-watch.ts';

function watched() {
  const clock = createManualClock(Temporal.Instant.from('2026-03-02T10:00:00Z'));
  const seen = { looks: 0, ends: 0, answer: async () => true };
  const watch = watchStream(clock.forNode().clock, {
    mayGoOn() {
      seen.looks += 1;
      return seen.answer();
    },
    end() {
      seen.ends += 1;
    },
    isTelling: (topic) => topic === 'incident:1',
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const changed = async (...topics: string[]) => {
    watch.heard({ type: 'changed', topics });
    await settle();
  };
  const forward = async (seconds: number) => {
    clock.moveTo(clock.now().add({ seconds }));
    await settle();
  };
  return { watch, seen, changed, forward, settle, timer: () => clock.nextTimerAt() };
}

test('a stream is looked at again when people, sessions or tokens have changed, and for nothing else', async () => {
  const { seen, changed } = watched();
  await changed('pages', 'page:1');
  expect(seen.looks).toBe(0);
  for (const topic of ['people', 'sessions', 'tokens']) await changed('pages', topic);
  expect([seen.looks, seen.ends]).toEqual([3, 0]);
});

test('a node that lost its line looks, too', async () => {
  const { watch, seen, settle } = watched();
  watch.heard({ type: 'resync', topics: [] });
  await settle();
  expect(seen.looks).toBe(1);
});

test('whoever may not go on is cut off once, and not looked at any more', async () => {
  const { seen, changed, timer } = watched();
  seen.answer = async () => false;
  await changed('sessions');
  await changed('sessions');
  expect([seen.looks, seen.ends, timer()]).toEqual([1, 1, null]);
});

test('what ends by itself is seen within a minute', async () => {
  const { seen, forward } = watched();
  await forward(60);
  seen.answer = async () => false;
  await forward(59);
  expect(seen.ends).toBe(0);
  await forward(1);
  expect([seen.looks, seen.ends]).toEqual([2, 1]);
});

test('a look that fails ends nothing, and a change during a look makes another', async () => {
  const { watch, seen, changed, settle } = watched();
  seen.answer = () => Promise.reject(new Error('the database is away'));
  await changed('sessions');
  expect(seen.ends).toBe(0);
  let answer = (_: boolean): void => undefined;
  seen.answer = () => new Promise((resolve) => (answer = resolve));
  await changed('people');
  await changed('sessions', 'people');
  seen.answer = async () => false;
  answer(true);
  await settle();
  expect([seen.looks, seen.ends]).toEqual([3, 1]);
  watch.stop();
});

test('a stream that was closed is left alone', async () => {
  const { watch, seen, changed, timer } = watched();
  watch.stop();
  await changed('sessions');
  expect([seen.looks, timer()]).toEqual([0, null]);
});

test('what is said often is looked at once in a while, and soon', async () => {
  const { seen, changed, forward } = watched();
  for (let i = 0; i < 50; i += 1) await changed('incident:1');
  expect(seen.looks).toBe(0);
  await forward(2);
  expect(seen.looks).toBe(1);
  await changed('incident:2');
  await forward(2);
  expect(seen.looks).toBe(1);
});

test('whoever has left is not looked at, however soon that was due', async () => {
  const { seen, watch, changed, forward, timer } = watched();
  await changed('incident:1');
  watch.stop();
  await forward(2);
  expect([seen.looks, timer()]).toEqual([0, null]);
});
