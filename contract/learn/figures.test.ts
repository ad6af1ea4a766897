import { expect, test } from 'vitest';
import { readNumber } from './figures.ts';

test.each<[string, number | null]>([
  ['120', 120],
  ['about 2,300', 2_300],
  ['12 000 users', 12_000],
  ["1'250'000 requests", 1_250_000],
  ['EUR 4.5', 4.5],
  ['12k', 12_000],
  ['1.5 million sessions', 1_500_000],
  ['0', 0],
  ['unknown', null],
  ['none', null],
  ['', null],
  ['10 to 20', null],
  ['3 of 400', null],
])('the number in %j is %j', (text, value) => {
  expect(readNumber(text)).toBe(value);
});
