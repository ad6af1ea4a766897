/** Months as the people of a service live them (practice.md 3.2 and 4.9). */
import { usualRule } from '@muster/contract/measure/availability';
import { expect, test } from 'vitest';
import { monthsBefore, weighing, zoneOf } from './model.ts';

test('a month has the hours that it has by the clock of the service', () => {
  const hoursOf = (timeZone: string, month: string) => {
    const now = Temporal.PlainYearMonth.from(month)
      .toPlainDate({ day: 15 })
      .toZonedDateTime(timeZone)
      .toInstant();
    const [first] = monthsBefore(now, timeZone, 1);
    return [first?.month, first ? (first.end - first.start) / 3_600 : 0];
  };
  expect(hoursOf('America/New_York', '2026-03')).toEqual(['2026-03', 743]);
  expect(hoursOf('America/New_York', '2026-11')).toEqual(['2026-11', 721]);
  expect(hoursOf('Europe/London', '2026-10')).toEqual(['2026-10', 745]);
  expect(hoursOf('Australia/Lord_Howe', '2026-04')).toEqual(['2026-04', 720.5]);
  expect(hoursOf('UTC', '2026-02')).toEqual(['2026-02', 672]);
});

test('months follow each other without a gap, the latest first, also over a new year', () => {
  const months = monthsBefore(Temporal.Instant.from('2026-01-31T23:30:00Z'), 'Europe/Madrid', 3);
  expect(months.map((one) => one.month)).toEqual(['2026-02', '2026-01', '2025-12']);
  expect(months.slice(1).map((one) => one.end)).toEqual(months.slice(0, -1).map((one) => one.start));
});

test('a service has the zone that was chosen for it, every other one that of the organisation', () => {
  const rule = { ...usualRule, timeZone: 'Europe/Madrid', zones: { checkout: 'America/New_York' } };
  expect([zoneOf(rule, 'checkout'), zoneOf(rule, 'ledger'), zoneOf(rule, null)]).toEqual([
    'America/New_York',
    'Europe/Madrid',
    'Europe/Madrid',
  ]);
  expect(weighing(rule)).toBe('degraded 0, partial 0.3, major 1');
});
