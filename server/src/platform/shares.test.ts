import { expect, test } from 'vitest';
import { createShares } from './shares.ts';

test('a key holds its share and no more, by items and by weight, and others are not touched', () => {
  const shares = createShares({ items: 3, weight: 100 });
  const leave = [1, 1, 1].map((weight) => shares.enter('one', weight));
  expect(leave.every((one) => one !== null)).toBe(true);
  expect(shares.enter('one', 1)).toBeNull();
  expect(shares.enter('two', 99)).not.toBeNull();
  expect(shares.enter('two', 2)).toBeNull();
  expect(shares.enter('two', 1)).not.toBeNull();
  leave[0]?.();
  leave[0]?.();
  expect(shares.enter('one', 1)).not.toBeNull();
  expect(shares.enter('one', 1)).toBeNull();
});

test('who holds nothing may put in one thing, however heavy', () => {
  const shares = createShares({ items: 3, weight: 100 });
  const leave = shares.enter('one', 5_000);
  expect(leave).not.toBeNull();
  expect(shares.enter('one', 1)).toBeNull();
  leave?.();
  expect(shares.enter('one', 1)).not.toBeNull();
});
