import { expect, test } from 'vitest';
import { at, calm, interval } from '../test/calm-incident.ts';
import { cyclesOf, daysTooLate } from './reopening.ts';

const day = 24 * 60;
const open = { ...interval(0, { status: 'active', category: 'active' as const }), until: at(60) };
const resolved = {
  ...interval(60, { status: 'resolved', category: 'post-incident' as const }),
  until: at(5 * day),
};
const closed = interval(5 * day, { status: 'closed', category: 'closed' as const });
const over = calm({ category: 'closed', statuses: [open, resolved, closed], times: { resolved: at(60) } });

test('what is over can be reopened for 14 days since it was resolved, also where it was closed later', () => {
  expect(daysTooLate(over, at(60 + 14 * day))).toBeNull();
  expect(daysTooLate(over, at(61 + 14 * day))).toBe(14);
  expect(daysTooLate(over, at(60 + 730 * day))).toBe(730);
});

test('what goes on or was merged is never too late, and what is written down later ended when it is said to have', () => {
  expect(daysTooLate(calm({ statuses: [open] }), at(730 * day))).toBeNull();
  expect(daysTooLate({ ...over, category: 'merged' }, at(730 * day))).toBeNull();
  const later = calm({
    category: 'post-incident',
    statuses: [interval(0, { status: 'resolved', category: 'post-incident' })],
    times: { resolved: at(-20 * day) },
  });
  expect(daysTooLate(later, at(1))).toBe(20);
});

test('what was cancelled can be taken up again for as long', () => {
  const cancelled = interval(60, { status: 'cancelled', category: 'cancelled' as const });
  const state = calm({ category: 'cancelled', statuses: [open, cancelled], times: {} });
  expect(daysTooLate(state, at(60 + 14 * day))).toBeNull();
  expect(daysTooLate(state, at(60 + 15 * day))).toBe(15);
});

test('each time that it is resolved after it was taken up again is another cycle; to close it is none', () => {
  expect(cyclesOf(calm({ statuses: [open] }))).toBe(0);
  expect(cyclesOf(over)).toBe(1);
  expect(cyclesOf(calm({ statuses: [open, resolved, open, resolved, closed] }))).toBe(2);
});
