import { expect, test } from 'vitest';
import { isLate, type LatePage, peopleToSum, summaryOf } from './model.ts';

const now = Temporal.Instant.from('2026-03-02T10:00:00Z');
const page = (title: string, urgency: LatePage['urgency'] = 'high'): LatePage => ({ title, urgency });

test('a step is late after what its urgency allows', () => {
  const at = (minutes: number, urgency: 'high' | 'low') =>
    isLate({ dueAt: now.subtract({ minutes }), urgency }, now);
  expect([at(9, 'high'), at(10, 'high'), at(719, 'low'), at(720, 'low')]).toEqual([false, true, false, true]);
  expect(isLate({ dueAt: null, urgency: 'high' }, now)).toBe(false);
});

test('one late message stays itself, several become one, and in a backlog each does', () => {
  expect([...peopleToSum(['ana', 'bob', 'bob'], false)]).toEqual(['bob']);
  expect([...peopleToSum(['ana', 'bob', 'bob'], true)]).toEqual(['ana', 'bob']);
});

test('the summary counts exactly, names the first five and is as urgent as the most urgent', () => {
  const seven = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((title) => page(title));
  expect(summaryOf(seven)).toEqual({
    title: '7 pages came while Muster could not send: a, b, c, d, e and 2 more',
    urgency: 'high',
  });
  expect(summaryOf([page('x', 'low')])).toEqual({
    title: '1 page came while Muster could not send: x',
    urgency: 'low',
  });
});
