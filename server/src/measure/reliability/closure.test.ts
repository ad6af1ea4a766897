import { expect, test } from 'vitest';
import { closureOf } from './closure.ts';

const day = (n: number) => Temporal.Instant.from('2026-03-01T00:00:00Z').add({ hours: 24 * n });
const period = { from: day(30), until: day(60), now: day(50) };
const fact = (dueAt: number | null, doneAt: number | null, more: object = {}) => ({
  createdAt: day(0),
  dueAt: dueAt === null ? null : day(dueAt),
  doneAt: doneAt === null ? null : day(doneAt),
  cancelledAt: null,
  isOverdue: false,
  moves: 0,
  effect: null,
  recurred: 0,
  ...more,
});

test('done by their date, of those that were due in the period', () => {
  const facts = [
    fact(31, 31),
    fact(35, 34, { moves: 2, effect: 'effective', recurred: 1 }),
    fact(40, 45),
    fact(45, null, { isOverdue: true }),
    fact(55, null),
    fact(10, 9),
    fact(12, 20),
  ];
  expect(closureOf(facts, period)).toMatchObject({
    now: { part: 2, n: 4 },
    before: { part: 1, n: 2 },
    cancelled: 0,
    parts: { open: 2, overdue: 1, moved: 1, verified: 1, recurred: 1 },
  });
});

test('what was cancelled counts on neither side, and is counted', () => {
  const facts = [fact(31, null, { cancelledAt: day(32) }), fact(31, 30)];
  expect(closureOf(facts, period)).toMatchObject({
    now: { part: 1, n: 1 },
    cancelled: 1,
    parts: { open: 0 },
  });
});

test('how long open ones have been open is told of five and more', () => {
  const open = Array.from({ length: 5 }, () => fact(null, null));
  expect(closureOf(open, period).parts).toMatchObject({ openDaysP50: 50, openDaysP90: 50 });
  expect(closureOf(open.slice(1), period).parts).not.toHaveProperty('openDaysP50');
});
