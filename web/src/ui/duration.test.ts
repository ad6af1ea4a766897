import { expect, test } from 'vitest';
import {
  absolute,
  countdown,
  cutAtInstants,
  dated,
  datedEnd,
  moment,
  relative,
  span,
  zoneName,
} from './duration.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

test.each([
  [-5 * second, '0:00'],
  [0, '0:00'],
  [200, '0:01'],
  [42 * second, '0:42'],
  [4 * minute + 12 * second, '4:12'],
  [hour + 5 * minute, '1:05:00'],
])('%i ms left is shown as %s', (ms, words) => {
  expect(countdown(ms)).toBe(words);
});

test.each([
  [0, 'now'],
  [45 * second, '45 s'],
  [12 * minute + 59 * second, '12 min'],
  [3 * hour, '3 h'],
  [3 * hour + 5 * minute, '3 h 05'],
  [52 * hour, '2 d 4 h'],
  [48 * hour, '2 d'],
  [30 * 24 * hour + hour, '30 d'],
])('a span of %i ms reads %s', (ms, words) => {
  expect(span(ms)).toBe(words);
});

test('relative times say which side of now they are on', () => {
  expect(relative(0, 12 * minute)).toBe('12 min ago');
  expect(relative(12 * minute, 0)).toBe('in 12 min');
  expect(relative(second, 0)).toBe('just now');
});

test('a moment is shorter the nearer it is, in the zone of the reader', () => {
  const now = Date.parse('2026-11-21T22:30:00Z');
  expect(moment('2026-11-21T20:05:00Z', now, 'UTC')).toBe('20:05');
  // In Kolkata it is already the next day, so an hour before midnight there is yesterday.
  expect(moment('2026-11-21T17:30:00Z', now, 'Asia/Kolkata')).toBe('Sat 23:00');
  expect(moment('2026-12-03T14:05:00Z', now, 'UTC')).toBe('3 Dec, 14:05');
});

test('the full form carries its zone', () => {
  expect(absolute('2026-11-21T13:05:09Z', 'Europe/Madrid')).toContain('14:05:09');
  expect(absolute('2026-11-21T13:05:09Z', 'Europe/Madrid')).toContain('CET');
  expect(zoneName('UTC', 0)).toBe('UTC');
});

test('a table that spans weeks names the day', () => {
  expect(dated('2026-11-16T08:00:00Z', 'Europe/Madrid')).toBe('Mon 16 Nov, 09:00');
});

test('a sentence is cut at the instants it names', () => {
  const pieces = cutAtInstants('Next at 2026-11-21T02:35:18.461Z, then 2026-11-22T00:00:00Z.');
  expect(pieces.map((piece) => piece.text)).toEqual([
    'Next at ',
    '2026-11-21T02:35:18.461Z',
    ', then ',
    '2026-11-22T00:00:00Z',
    '.',
  ]);
  expect(pieces.map((piece) => piece.isInstant)).toEqual([false, true, false, true, false]);
  expect(pieces.map((piece) => piece.from)).toEqual([0, 8, 32, 39, 59]);
  expect(cutAtInstants('Nothing here.')).toEqual([{ from: 0, text: 'Nothing here.', isInstant: false }]);
});

test('the end of a stretch has a day of its own only where it needs one', () => {
  const start = '2026-11-16T08:00:00Z';
  expect(datedEnd(start, '2026-11-16T22:59:00Z', 'Europe/Madrid')).toBe('23:59');
  expect(datedEnd(start, '2026-11-16T23:00:00Z', 'Europe/Madrid')).toBe('Tue 17 Nov, 00:00');
  expect(datedEnd(start, '2026-11-16T23:00:00Z', 'UTC')).toBe('23:00');
});
