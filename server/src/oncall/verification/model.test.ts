import { expect, test } from 'vitest';
import { codeAllowance, judge, readableCode, typedCode, validUntil, waitFor } from './model.ts';

const now = Temporal.Instant.from('2026-03-02T09:00:00Z');
const ago = (seconds: number) => now.subtract({ seconds });

test.each([
  ['none before', [], 0],
  ['just now', [0], 60],
  ['a minute less a moment ago', [59.5], 1],
  ['a minute ago', [60], 0],
  ['ten within the day', [60, 120, 180, 240, 300, 360, 420, 480, 540, 80_000], 6_400],
  ['ten, the first a day ago', [60, 120, 180, 240, 300, 360, 420, 480, 540, 86_400], 0],
])('a code waits: %s', (_, ages, wait) => {
  expect(
    waitFor(
      codeAllowance,
      ages.map((age) => now.subtract({ milliseconds: age * 1000 })),
      now,
    ),
  ).toBe(wait);
});

test('a code holds for fifteen minutes and five tries, and only while it holds is it compared', () => {
  const sent = { proof: 'p', expiresAt: validUntil(now), tries: 0 };
  const right = () => true;
  const never = () => {
    throw new Error('compared');
  };
  expect(judge(sent, right, now)).toBe('right');
  expect(judge(sent, () => false, now)).toBe('wrong');
  expect(judge({ ...sent, tries: 4 }, right, now)).toBe('right');
  expect(judge({ ...sent, tries: 5 }, never, now)).toBe('over');
  expect(judge(sent, right, now.add({ minutes: 14, seconds: 59 }))).toBe('right');
  expect(judge(sent, never, now.add({ minutes: 15 }))).toBe('over');
  expect(judge(undefined, never, ago(0))).toBe('over');
});

test('a code is typed as it is read', () => {
  expect(readableCode('01234567')).toBe('0123 4567');
  expect(typedCode(' 0123-4567 ')).toBe('01234567');
});
