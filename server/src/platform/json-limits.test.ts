import { expect, test } from 'vitest';
import { stopwatch } from '../../test/harness/stopwatch.ts';
import { hasMoreMembersThan, isDeeperThan } from './json-limits.ts';

test.each<[string, number, boolean]>([
  ['[[]]', 2, false],
  ['[[[]]]', 2, true],
  ['{"a":{"b":{}}}', 2, true],
  ['["[[[[[["]', 1, false],
  ['["\\"[[[["]', 1, false],
  ['["\\\\",[[]]]', 2, true],
  ['[],[],[]', 1, false],
  ['[".', 1, false],
  ['', 0, false],
])('%s is deeper than %d: %s', (text, limit, expected) => {
  expect(isDeeperThan(text, limit)).toBe(expected);
});

test('a depth of a million is told at the limit', () => {
  const taken = stopwatch();
  expect(isDeeperThan('['.repeat(1_000_000), 100)).toBe(true);
  expect(taken()).toBeLessThan(100);
});

test.each<[string, number, boolean]>([
  ['{"a":1,"b":2}', 2, false],
  ['{"a":1,"b":2,"c":3}', 2, true],
  ['[{"a":1},{"a":1},{"a":1}]', 2, true],
  ['{"a":"::::"}', 1, false],
])('%s has more members than %d: %s', (text, limit, expected) => {
  expect(hasMoreMembersThan(text, limit)).toBe(expected);
});
