import { expect, it } from 'vitest';
import { waitForTest } from './test-page.ts';

const now = Temporal.Instant.from('2026-03-02T10:00:00Z');
const minutesAgo = (...minutes: number[]) => minutes.map((n) => now.subtract({ minutes: n }));

it.each([
  ['none yet', [], 0],
  ['four', [1, 2, 3, 4], 0],
  ['the fifth of ten minutes has to leave first', [1, 2, 3, 4, 9], 60],
  ['whatever order they come in', [9, 1, 4, 2, 3], 60],
  ['five at once', [0, 0, 0, 0, 0], 600],
  ['ten minutes ago is over', [1, 2, 3, 4, 10], 0],
  ['more than five: the fifth latest counts', [1, 2, 3, 4, 5, 6], 300],
])('%s', (_, minutes, seconds) => {
  expect(waitForTest(minutesAgo(...minutes), now)).toBe(seconds);
});
