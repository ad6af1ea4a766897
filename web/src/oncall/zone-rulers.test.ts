import { expect, test } from 'vitest';
import { daysOf } from './calendar-layout.ts';
import { aheadText, elsewhere, haveSameClock, rulerOf, zonesIn } from './zone-rulers.ts';

const madrid = 'Europe/Madrid';
const week = (day: string) => daysOf(Temporal.PlainDate.from(day), 'week');
const told = (day: string, zone: string, other: string) =>
  rulerOf(week(day), zone, other).map(
    ({ day: date, left, width, hours }) =>
      `${date.day} ${(left * 168).toFixed(2)}+${(width * 168).toFixed(2)} ${hours}h`,
  );

test('an address names up to three zones; what is no zone or comes twice counts not', () => {
  const both = { mine: madrid, own: 'Asia/Tokyo' };
  expect(zonesIn([], both)).toEqual([madrid, 'Asia/Tokyo']);
  expect(zonesIn([], { mine: 'UTC', own: 'UTC' })).toEqual(['UTC']);
  expect(zonesIn(['schedule'], both)).toEqual(['Asia/Tokyo']);
  expect(zonesIn(['UTC', 'Nowhere/At-all', 'UTC', madrid, 'Asia/Tokyo', 'Asia/Kathmandu'], both)).toEqual([
    'UTC',
    madrid,
    'Asia/Tokyo',
  ]);
});

test('days elsewhere lie where their midnights fall; the first and the last are cut at the row', () => {
  expect(told('2026-03-02', madrid, 'Asia/Tokyo')).toEqual([
    '2 0.00+16.00 24h',
    '3 16.00+24.00 24h',
    '4 40.00+24.00 24h',
    '5 64.00+24.00 24h',
    '6 88.00+24.00 24h',
    '7 112.00+24.00 24h',
    '8 136.00+24.00 24h',
    '9 160.00+8.00 24h',
  ]);
  expect(told('2026-03-02', 'UTC', 'Asia/Kathmandu')[1]).toBe('3 18.25+24.00 24h');
});

test('a day of 23 or 25 hours is told as such, whichever clock changes', () => {
  // Madrid loses an hour on Sunday 29 March 2026: by UTC its midnights are an hour earlier from then on.
  expect(told('2026-03-23', 'UTC', madrid).slice(-2)).toEqual(['29 143.00+23.00 23h', '30 166.00+2.00 24h']);
  expect(told('2026-10-19', 'UTC', madrid).slice(-2)).toEqual(['25 142.00+25.00 25h', '26 167.00+1.00 24h']);
  // The calendar's own day keeps its width: the same hour of UTC is a greater share of 23 hours.
  expect(told('2026-03-23', madrid, 'UTC').at(-1)).toBe('29 145.04+22.96 24h');
  // Half an hour on Lord Howe Island.
  expect(rulerOf(week('2026-03-30'), 'UTC', 'Australia/Lord_Howe').map((one) => one.hours)).toContain(24.5);
});

test('two zones are one clock only while no clock changes apart', () => {
  expect(haveSameClock(week('2026-03-02'), madrid, 'Europe/Berlin')).toBe(true);
  expect(haveSameClock(week('2026-03-02'), madrid, 'Africa/Lagos')).toBe(true);
  expect(haveSameClock(week('2026-03-23'), madrid, 'Africa/Lagos')).toBe(false);
});

test('whose clock differs when a shift begins or ends is named with their zone', () => {
  const zonesOf = new Map([
    ['ana', madrid],
    ['kei', 'Asia/Tokyo'],
    ['ola', 'Africa/Lagos'],
  ]);
  const shift = (start: string, end: string) => ({ start, end, onCall: ['ana', 'kei', 'ola', 'new'] });
  const names = (start: string, end: string) =>
    elsewhere(shift(start, end), madrid, zonesOf).map((one) => one.person);
  expect(names('2026-03-03T00:00:00Z', '2026-03-04T00:00:00Z')).toEqual(['kei']);
  expect(names('2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z')).toEqual(['kei', 'ola']);
});

test('how far a clock is ahead is told in hours and minutes', () => {
  const at = Temporal.Instant.from('2026-03-03T00:00:00Z');
  const ahead = (other: string) => aheadText(at, madrid, other);
  expect(['UTC', 'Asia/Tokyo', 'Asia/Kathmandu', 'Africa/Lagos'].map(ahead)).toEqual([
    '−1',
    '+8',
    '+4:45',
    '',
  ]);
});
