import { expect, test } from 'vitest';
import { slowest } from './slowest.ts';

const took = (ref: string, seconds: number, day = 1) => ({
  ref,
  seconds,
  at: `2026-03-0${day}T10:00:00.000Z`,
});

test('the five that took longest, the longest first; what took no time is none of them', () => {
  const values = [took('a', 0), took('b', 60), took('c', 900, 2), took('d', 900, 3), took('e', 5)];
  expect(slowest(values).map((one) => one.ref)).toEqual(['d', 'c', 'b', 'e']);
  expect(slowest([...values, took('f', 1), took('g', 2)])).toHaveLength(5);
  expect(slowest([])).toEqual([]);
});
