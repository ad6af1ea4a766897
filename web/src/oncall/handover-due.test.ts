/** For whom a handover is due: only whose shift ends within the hour, goes to somebody else, and is not written yet. */
import type { Handover } from '@muster/contract/oncall/handover';
import { expect, test } from 'vitest';
import { endingFor, waitingFor } from './handover-due.ts';

const now = Date.parse('2026-03-02T10:00:00Z');
const shift = (name: string, until: string | null, next = ['ada']) => ({
  name,
  onCall: ['rex'],
  until,
  next,
});
const handed = (change: Partial<Handover>): Handover => ({
  id: 'one',
  schedule: 'primary',
  from: 'rex',
  to: ['ada'],
  notes: '',
  facts: { open: [], ended: [], overrides: [], gaps: [] },
  wantsReadBack: false,
  state: 'handed',
  handedAt: '2026-03-02T09:50:00.000Z',
  acceptedBy: null,
  acceptedAt: null,
  readBack: null,
  ...change,
});

test('a shift that ends within the hour is due, the next first, and no other', () => {
  const shifts = [
    shift('later', '2026-03-02T11:00:01Z'),
    shift('second', '2026-03-02T11:00:00Z'),
    shift('first', '2026-03-02T10:40:00Z'),
    shift('mine-still', '2026-03-02T10:40:00Z', ['ada', 'rex']),
    shift('over', '2026-03-02T10:00:00Z'),
    shift('endless', null),
  ];
  const due = endingFor('rex', shifts, { handed: [], now });
  expect(due.map((one) => one.schedule)).toEqual(['first', 'second']);
  expect(endingFor('ada', shifts, { handed: [], now })).toEqual([]);
});

test('what was handed over for this end is not due; what was for an earlier one, or by another, is', () => {
  const shifts = [shift('primary', '2026-03-02T10:40:00Z')];
  const due = (change: Partial<Handover>) =>
    endingFor('rex', shifts, { handed: [handed(change)], now }).length;
  expect(due({})).toBe(0);
  expect(due({ handedAt: '2026-03-01T09:50:00.000Z' })).toBe(1);
  expect(due({ from: 'ada' })).toBe(1);
  expect(due({ schedule: 'secondary' })).toBe(1);
});

test('it waits for those to whom it was given, until one has accepted it', () => {
  const all = [handed({}), handed({ id: 'two', state: 'accepted', acceptedBy: 'ada' })];
  expect(waitingFor('ada', all).map((one) => one.id)).toEqual(['one']);
  expect(waitingFor('rex', all)).toEqual([]);
});
