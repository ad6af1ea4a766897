import { expect, test } from 'vitest';
import { statedGap } from './stated-time.ts';

test('3.7a clock skew: what came seven minutes after the moment that was stated says so', () => {
  const firstAt = '2026-03-02T10:07:00.000Z';
  expect(statedGap({ startsAt: '2026-03-02T10:00:00.000Z', firstAt })).toBe(420);
  expect(statedGap({ startsAt: '2026-03-02T10:09:00.000Z', firstAt })).toBe(-120);
  expect(statedGap({ startsAt: '2026-03-02T10:06:30.000Z', firstAt })).toBeNull();
  expect(statedGap({ startsAt: firstAt, firstAt })).toBeNull();
});
