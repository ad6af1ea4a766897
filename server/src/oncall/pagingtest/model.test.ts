import { expect, test } from 'vitest';
import { endOf, isNightFor, slotAround } from './model.ts';

const at = (text: string) => Temporal.Instant.from(text);
const slot = (text: string, plan = { weekday: 7, hour: 10 }, zone = 'Europe/Madrid') => {
  const found = slotAround(plan, zone, at(text));
  return found && [found.day, found.start.toString(), found.hasBegun];
};

test('the weekly slot keeps its local hour when the clocks change', () => {
  expect(slot('2026-03-22T09:00:00Z')).toEqual(['2026-03-22', '2026-03-22T09:00:00Z', true]);
  expect(slot('2026-03-29T08:59:00Z')).toEqual(['2026-03-29', '2026-03-29T08:00:00Z', true]);
  expect(slot('2026-03-29T09:00:00Z')).toBeNull();
  expect(slot('2026-10-25T08:30:00Z')).toEqual(['2026-10-25', '2026-10-25T09:00:00Z', false]);
});

test('an hour that the clocks skip is the next one, and one that they repeat is the first of the two', () => {
  expect(slot('2026-03-29T01:00:00Z', { weekday: 7, hour: 2 })).toEqual([
    '2026-03-29',
    '2026-03-29T01:00:00Z',
    true,
  ]);
  expect(slot('2026-10-25T00:10:00Z', { weekday: 7, hour: 2 })?.[1]).toBe('2026-10-25T00:00:00Z');
  expect(slot('2026-10-25T01:10:00Z', { weekday: 7, hour: 2 })).toBeNull();
});

test('a slot at midnight is announced on the evening before', () => {
  expect(slot('2026-03-07T23:30:00Z', { weekday: 7, hour: 0 }, 'UTC')).toEqual([
    '2026-03-08',
    '2026-03-08T00:00:00Z',
    false,
  ]);
  expect(slot('2026-03-07T22:30:00Z', { weekday: 7, hour: 0 }, 'UTC')).toBeNull();
});

test('night is by the clock of the person', () => {
  expect(isNightFor('Europe/Madrid', at('2026-03-02T21:00:00Z'))).toBe(true);
  expect(isNightFor('Europe/Madrid', at('2026-03-02T05:59:00Z'))).toBe(true);
  expect(isNightFor('Europe/Madrid', at('2026-03-02T06:00:00Z'))).toBe(false);
  expect(isNightFor('Asia/Kolkata', at('2026-03-02T06:00:00Z'))).toBe(false);
  expect(isNightFor('Asia/Kolkata', at('2026-03-02T17:00:00Z'))).toBe(true);
});

test('who answered has answered, even when a real page came after it', () => {
  const test = { endsAt: at('2026-03-02T10:15:00Z') };
  const now = at('2026-03-02T10:05:00Z');
  const nothing = { acknowledgedAt: null, isOver: false, isBusy: false };
  expect(endOf(test, nothing, now)).toBeNull();
  expect(endOf(test, nothing, test.endsAt)).toBe('unanswered');
  expect(endOf(test, { ...nothing, isOver: true }, now)).toBe('unanswered');
  expect(endOf(test, { ...nothing, isBusy: true }, now)).toBe('busy');
  expect(endOf(test, { ...nothing, isBusy: true, acknowledgedAt: now }, now)).toBe('acknowledged');
});
