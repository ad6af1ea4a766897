import { expect, test } from 'vitest';
import { caughtUp } from './caught-up.ts';

test('nobody waits where nothing is left to do', async () => {
  let asked = 0;
  await caughtUp(async () => {
    asked += 1;
    return false;
  }, 60_000);
  expect(asked).toBe(1);
});

test('what is behind is asked about until it has caught up', async () => {
  const left = [true, true, false];
  await caughtUp(async () => left.shift() === true, 60_000);
  expect(left).toEqual([]);
});

test('patience ends although it never catches up', async () => {
  let asked = 0;
  await caughtUp(async () => {
    asked += 1;
    return true;
  }, 0);
  expect(asked).toBe(1);
});
