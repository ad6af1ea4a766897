import { expect, test } from 'vitest';
import { hoursByKind, kindOf, nightAround } from './clock.ts';

const at = (text: string) => Temporal.Instant.from(text);
const usual = { from: '22:00', until: '07:00' };
const madrid = { zone: 'Europe/Madrid', night: usual };

test('hours are those that passed, also in the nights in which the clocks change', () => {
  const saturday = { start: at('2026-10-24T16:00:00Z'), end: at('2026-10-25T08:00:00Z') };
  // 18 to 22, the long night of ten hours, and 7 to 9.
  expect(hoursByKind([saturday], madrid)).toEqual({ day: 2, evening: 4, night: 10, weekend: 16 });
  const spring = { start: at('2026-03-28T21:00:00Z'), end: at('2026-03-29T05:00:00Z') };
  expect(hoursByKind([spring], madrid)).toEqual({ day: 0, evening: 0, night: 8, weekend: 8 });
});

test.each([
  ['21:59', 'evening'],
  ['22:00', 'night'],
  ['06:59', 'night'],
  ['07:00', 'day'],
  ['18:00', 'evening'],
])('%s is %s', (time, kind) => {
  expect(kindOf(Temporal.ZonedDateTime.from(`2026-03-02T${time}[Europe/Madrid]`), madrid)).toBe(kind);
});

test('a night is known by its evening, whatever its hours are', () => {
  const eveningOf = (text: string, night = usual) => {
    const found = nightAround(at(text), { zone: 'UTC', night });
    return found && [found.evening, found.start.toString(), found.end.toString()];
  };
  const monday = ['2026-03-02', '2026-03-02T22:00:00Z', '2026-03-03T07:00:00Z'];
  expect(eveningOf('2026-03-02T23:00:00Z')).toEqual(monday);
  expect(eveningOf('2026-03-03T06:59:59Z')).toEqual(monday);
  expect(eveningOf('2026-03-03T07:00:00Z')).toBeNull();
  const late = { from: '00:00', until: '08:00' };
  expect(eveningOf('2026-03-03T01:00:00Z', late)).toEqual([
    '2026-03-02',
    '2026-03-03T00:00:00Z',
    '2026-03-03T08:00:00Z',
  ]);
});
