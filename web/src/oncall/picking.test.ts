import { expect, test } from 'vitest';
import { cursorMoved, momentAt, ordered, stepFor } from './picking.ts';

const week = (first: string) =>
  Array.from({ length: 7 }, (_, day) => Temporal.PlainDate.from(first).add({ days: day }));
const at = (text: string) => Temporal.Instant.from(text);

test('a place in a row of days is a moment, to the nearest step', () => {
  const days = week('2026-03-02');
  expect(String(momentAt(days, 0, 'UTC', 60))).toBe('2026-03-02T00:00:00Z');
  expect(String(momentAt(days, 1.5 / 7 + 0.001, 'UTC', 60))).toBe('2026-03-03T12:00:00Z');
  expect(String(momentAt(days, 1, 'UTC', 60))).toBe('2026-03-09T00:00:00Z');
  expect(String(momentAt(days, -3, 'UTC', 60))).toBe('2026-03-02T00:00:00Z');
});

test('the day on which clocks change is as wide as any other, and its middle is its middle', () => {
  const days = week('2026-03-23');
  expect(String(momentAt(days, 6.5 / 7, 'Europe/Madrid', 30))).toBe('2026-03-29T10:30:00Z');
  expect(String(momentAt(days, 1, 'Europe/Madrid', 30))).toBe('2026-03-29T22:00:00Z');
});

test('a phone chooses coarsely, a desk finely', () => {
  expect(stepFor(330)).toBe(180);
  expect(stepFor(1000)).toBe(60);
  expect(stepFor(2000)).toBe(30);
});

test('keys move by an hour, a day of the wall clock and a week', () => {
  const eve = at('2026-03-28T08:00:00Z');
  expect(String(cursorMoved(eve, 'ArrowDown', 'Europe/Madrid'))).toBe('2026-03-29T07:00:00Z');
  expect(String(cursorMoved(eve, 'ArrowLeft', 'Europe/Madrid'))).toBe('2026-03-28T07:00:00Z');
  expect(String(cursorMoved(eve, 'PageUp', 'UTC'))).toBe('2026-03-21T08:00:00Z');
  expect(cursorMoved(eve, 'x', 'UTC')).toBeUndefined();
});

test('a span is chosen in either direction', () => {
  const [a, b] = [at('2026-03-02T00:00:00Z'), at('2026-03-03T00:00:00Z')];
  expect(ordered(b, a)).toEqual({ start: '2026-03-02T00:00:00.000Z', end: '2026-03-03T00:00:00.000Z' });
});
