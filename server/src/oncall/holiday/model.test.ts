import { expect, test } from 'vitest';
import { daysKept, holidaysIn, holidayText } from './model.ts';

const day = (text: string, name = 'Labour Day') => ({ day: text, name, place: 'Spain' });
const span = (start: string, end: string) => ({
  start: Temporal.Instant.from(start),
  end: Temporal.Instant.from(end),
});

test('a shift touches a holiday by the clock of whoever has it', () => {
  const all = [day('2026-04-30'), day('2026-05-01'), day('2026-05-02')];
  const told = (zone: string) =>
    holidaysIn(all, span('2026-05-01T12:00:00Z', '2026-05-01T22:00:00Z'), zone).map((one) => one.day);
  expect(told('Europe/Madrid')).toEqual(['2026-05-01']);
  expect(told('Asia/Tokyo')).toEqual(['2026-05-01', '2026-05-02']);
  expect(holidaysIn(all, span('2026-05-03T00:00:00Z', '2026-05-04T00:00:00Z'), 'UTC')).toEqual([]);
});

test('a letter names the day, the place and what it is', () => {
  expect(holidayText(day('2026-05-01'))).toBe('Fri, May 1 is a public holiday in Spain: Labour Day.');
  expect(holidayText(day('2026-05-01', ''))).toBe('Fri, May 1 is a public holiday in Spain.');
});

test('days are kept from a year back to two years ahead', () => {
  const { from, until } = daysKept(Temporal.Instant.from('2026-05-01T10:00:00Z'));
  expect([`${from}`, `${until}`]).toEqual(['2025-03-27', '2028-07-09']);
});
