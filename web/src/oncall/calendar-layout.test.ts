import { expect, test } from 'vitest';
import {
  daysOf,
  isOver,
  placeOf,
  shiftsByDay,
  spanOf,
  turned,
  weeksOf,
  widened,
  within,
} from './calendar-layout.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const texts = (days: Temporal.PlainDate[]) => days.map(String);

test('every view begins on a Monday and shows whole weeks', () => {
  expect(texts(daysOf(day('2026-11-21'), 'week'))).toEqual([
    '2026-11-16',
    '2026-11-17',
    '2026-11-18',
    '2026-11-19',
    '2026-11-20',
    '2026-11-21',
    '2026-11-22',
  ]);
  expect(daysOf(day('2026-11-21'), 'fortnight')).toHaveLength(14);
  // November 2026 begins on a Sunday and ends on a Monday: six weeks touch it.
  const month = daysOf(day('2026-11-21'), 'month');
  expect(month).toHaveLength(42);
  expect(String(month[0])).toBe('2026-10-26');
});

test('turning the leaf moves by the span that is shown', () => {
  expect(String(turned(day('2026-11-21'), 'week', 1))).toBe('2026-11-28');
  expect(String(turned(day('2026-11-21'), 'fortnight', -1))).toBe('2026-11-07');
  expect(String(turned(day('2026-01-31'), 'month', 1))).toBe('2026-02-01');
});

test('a span is counted in the zone of the reader', () => {
  expect(spanOf(daysOf(day('2026-11-21'), 'week'), 'Asia/Kolkata')).toEqual({
    from: '2026-11-15T18:30:00Z',
    until: '2026-11-22T18:30:00Z',
  });
});

test('a shift over the weekend is cut at the week and says that it goes on', () => {
  const segment = { start: '2026-11-20T12:00:00Z', end: '2026-11-24T12:00:00Z', onCall: ['ana'] };
  const [first, second] = weeksOf(daysOf(day('2026-11-16'), 'fortnight'), [segment], 'UTC');
  expect(first?.bars).toMatchObject([{ left: 4.5 / 7, begins: true, ends: false }]);
  expect((first?.bars[0]?.left ?? 0) + (first?.bars[0]?.width ?? 0)).toBeCloseTo(1);
  expect(second?.bars).toMatchObject([{ left: 0, width: 1.5 / 7, begins: false, ends: true }]);
});

test('a shift that ends at midnight of the next week does not reach into it', () => {
  const segment = { start: '2026-11-16T00:00:00Z', end: '2026-11-23T00:00:00Z', onCall: [] };
  const [first, second] = weeksOf(daysOf(day('2026-11-16'), 'fortnight'), [segment], 'UTC');
  expect(first?.bars).toMatchObject([{ left: 0, width: 1, begins: true, ends: true }]);
  expect(second?.bars).toEqual([]);
});

test('a day of 25 hours is as wide as the others and noon is past its middle', () => {
  const days = daysOf(day('2026-10-25'), 'week');
  const noon = Temporal.Instant.from('2026-10-25T11:00:00Z');
  expect(placeOf(noon, days, 'Europe/Madrid')).toBeCloseTo((6 + 13 / 25) / 7);
  expect(placeOf(Temporal.Instant.from('2026-10-26T00:00:00Z'), days, 'Europe/Madrid')).toBeUndefined();
});

test('shifts are gathered by the local day on which they begin', () => {
  const shift = (start: string, end: string) => ({ start, end, onCall: ['ana'] });
  const late = shift('2026-11-20T23:30:00Z', '2026-11-21T07:00:00Z');
  const early = shift('2026-11-21T07:00:00Z', '2026-11-21T15:00:00Z');
  const next = shift('2026-11-21T23:00:00Z', '2026-11-22T07:00:00Z');
  expect(
    shiftsByDay([late, early, next], 'Europe/Madrid').map(({ day, shifts }) => [String(day), shifts.length]),
  ).toEqual([
    ['2026-11-21', 2],
    ['2026-11-22', 1],
  ]);
});

test('a shift is over at the instant of its end, and belongs to a span that it only touches at neither end', () => {
  const shift = { start: '2026-11-21T08:00:00Z', end: '2026-11-21T16:00:00Z', onCall: ['ana'] };
  const at = (text: string) => Temporal.Instant.from(text);
  expect(isOver(shift, at('2026-11-21T15:59:59Z'))).toBe(false);
  expect(isOver(shift, at('2026-11-21T16:00:00Z'))).toBe(true);
  expect(within([shift], { from: '2026-11-21T16:00:00Z', until: '2026-11-22T00:00:00Z' })).toEqual([]);
  expect(within([shift], { from: '2026-11-21T00:00:00Z', until: '2026-11-21T08:00:00Z' })).toEqual([]);
  expect(within([shift], { from: '2026-11-21T15:00:00Z', until: '2026-11-22T00:00:00Z' })).toEqual([shift]);
});

test('more is asked for than is shown, so that the first and the last shift keep their true ends', () => {
  expect(widened({ from: '2026-11-16T00:00:00Z', until: '2026-11-23T00:00:00Z' })).toEqual({
    from: '2026-11-02T00:00:00Z',
    until: '2026-12-07T00:00:00Z',
  });
});
