import { expect, test } from 'vitest';
import { dueNotice, usual } from './decide.ts';

const zone = 'Europe/Madrid';
const at = (text: string) => Temporal.Instant.from(text);
/** Tuesday 3 March 2026, 9 to 17 in Madrid. */
const shift = { start: at('2026-03-03T08:00:00Z'), end: at('2026-03-03T16:00:00Z') };
const told = (now: string, wishes = usual, shifts = [shift]) => {
  const notice = dueNotice(shifts, wishes, zone, at(now));
  return notice && `${notice.kind} ${notice.at}`;
};

test.each([
  ['2026-03-02T16:59:00Z', undefined],
  ['2026-03-02T17:00:00Z', 'evening 2026-03-02T17:00:00Z'],
  ['2026-03-03T07:44:00Z', 'evening 2026-03-02T17:00:00Z'],
  ['2026-03-03T07:45:00Z', 'soon 2026-03-03T07:45:00Z'],
  ['2026-03-03T10:00:00Z', undefined],
  ['2026-03-03T16:00:00Z', 'ended 2026-03-03T16:00:00Z'],
  ['2026-03-03T18:00:00Z', undefined],
])('at %s the newest is told, and what says nothing any more is not: %s', (now, expected) => {
  expect(told(now)).toBe(expected);
});

test('what is not wanted is not told', () => {
  const none = { evening: false, minutes: null, ending: false };
  for (const now of ['2026-03-02T17:00:00Z', '2026-03-03T07:50:00Z', '2026-03-03T16:10:00Z'])
    expect(told(now, none)).toBe(undefined);
  expect(told('2026-03-03T07:50:00Z', { ...none, minutes: 60 })).toBe('soon 2026-03-03T07:00:00Z');
});

test('quiet hours wait for the morning, on the days of a clock change as well', () => {
  // 03:30 in Madrid, on the Sunday on which it is 04:00 one minute after 01:59.
  const night = { start: at('2026-03-29T01:30:00Z'), end: at('2026-03-29T21:00:00Z') };
  const ending = { evening: false, minutes: 15, ending: true };
  expect(told('2026-03-29T04:59:00Z', ending, [night])).toBe(undefined);
  expect(told('2026-03-29T05:00:00Z', ending, [night])).toBe('soon 2026-03-29T05:00:00Z');
  // It ends at 23:00, which is told at 07:00.
  expect(told('2026-03-30T05:00:00Z', ending, [night])).toBe('ended 2026-03-30T05:00:00Z');
  // The evening before the clocks go back is at 18:00 of the summer's clock.
  const autumn = { start: at('2026-10-25T08:00:00Z'), end: at('2026-10-25T16:00:00Z') };
  expect(told('2026-10-24T16:00:00Z', usual, [autumn])).toBe('evening 2026-10-24T16:00:00Z');
});
