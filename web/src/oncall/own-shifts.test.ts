import { expect, test } from 'vitest';
import { fieldTime, instantOfField, joinedShifts, wholeDays } from './own-shifts.ts';

test('stretches of one schedule that meet are one shift', () => {
  const one = (schedule: string, start: string, end: string) => ({ schedule, start, end });
  expect(
    joinedShifts([one('b', '3', '4'), one('a', '1', '2'), one('a', '2', '3'), one('a', '5', '6')]),
  ).toEqual([one('a', '1', '3'), one('b', '3', '4'), one('a', '5', '6')]);
});

test('a moment goes into a field and comes back, on both sides of a clock change', () => {
  for (const at of ['2026-03-28T12:00:00.000Z', '2026-03-30T12:00:00.000Z'])
    expect(instantOfField(fieldTime(at, 'Europe/Madrid'), 'Europe/Madrid')).toBe(at);
  expect(fieldTime('2026-03-30T12:00:00.000Z', 'Europe/Madrid')).toBe('2026-03-30T14:00');
  expect(instantOfField('nonsense', 'UTC')).toBe('');
});

test('whole days hold both days, also the one on which the clocks change', () => {
  expect(wholeDays('2026-03-28', '2026-03-29', 'Europe/Madrid')).toEqual({
    start: '2026-03-27T23:00:00.000Z',
    end: '2026-03-29T22:00:00.000Z',
  });
  expect(wholeDays('2026-03-29', '2026-03-28', 'UTC')).toBeUndefined();
  expect(wholeDays('', '2026-03-28', 'UTC')).toBeUndefined();
});
