import { expect, test } from 'vitest';
import { durationAxis, momentPlace } from './reliability-axis.ts';

test('the axis goes from one round duration to the next that holds all', () => {
  const { place, ticks } = durationAxis([90, 4_000]);
  expect(ticks).toEqual([60, 600, 3_600, 21_600]);
  expect(place(60)).toBe(0);
  expect(place(21_600)).toBe(1);
  expect(place(600)).toBeCloseTo(Math.log(10) / Math.log(360));
});

test('no time at all stands on the edge, and one value has an axis too', () => {
  expect(durationAxis([0]).place(0)).toBe(0);
  expect(durationAxis([3_600]).ticks).toEqual([3_600, 21_600]);
});

test('a moment stands where its share of the period is', () => {
  expect(momentPlace('1970-01-01T00:00:05Z', 0, 10_000)).toBe(0.5);
  expect(momentPlace('1970-01-01T00:00:50Z', 0, 10_000)).toBe(1);
});
