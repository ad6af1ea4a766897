import type { Page } from '@muster/contract/oncall/pages';
import { expect, test } from 'vitest';
import { byLoudness, expected, isMine, whyNot } from './optimistic.ts';

const page = (part: Partial<Page> = {}): Page => ({
  id: '1',
  kind: 'page',
  state: 'triggered',
  escalation: 'running',
  urgency: 'high',
  title: 'Checkout is slow',
  service: 'checkout',
  policy: 'payments-high',
  step: 1,
  owner: null,
  alerts: 1,
  group: null,
  groups: 1,
  openedAt: '2026-11-21T03:00:00.000Z',
  acknowledgedAt: null,
  resolvedAt: null,
  nextAt: '2026-11-21T03:05:00.000Z',
  why: '',
  notified: ['ana'],
  ...part,
});
const now = Date.parse('2026-11-21T03:01:00.000Z');

test('an acknowledgement makes it mine and stops what was to come', () => {
  expect(expected(page(), { kind: 'acknowledge' }, 'ana', now)).toMatchObject({
    state: 'acknowledged',
    owner: 'ana',
    acknowledgedAt: '2026-11-21T03:01:00.000Z',
    nextAt: null,
  });
});

test('a snooze ends when it was asked to', () => {
  expect(expected(page(), { kind: 'snooze', minutes: 15 }, 'ana', now).nextAt).toBe(
    '2026-11-21T03:16:00.000Z',
  );
});

test('an escalation promises nothing that only the policy knows', () => {
  const before = page();
  expect(expected(before, { kind: 'escalate' }, 'ana', now)).toEqual(before);
});

test('what is resolved or held says so', () => {
  const words = { resolved: 'over', held: 'held' };
  expect(whyNot(page({ state: 'resolved' }), 'snooze', words)).toBe('over');
  expect(whyNot(page({ state: 'acknowledged' }), 'acknowledge', words)).toBe('held');
  expect(whyNot(page({ state: 'acknowledged' }), 'resolve', words)).toBeUndefined();
  expect(whyNot(page(), 'acknowledge', words)).toBeUndefined();
});

test('a page is mine if I hold it, or if I was told and nobody holds it', () => {
  expect(isMine(page(), 'ana')).toBe(true);
  expect(isMine(page(), 'ben')).toBe(false);
  expect(isMine(page({ state: 'acknowledged', owner: 'ben' }), 'ana')).toBe(false);
  expect(isMine(page({ state: 'acknowledged', owner: 'ben', notified: [] }), 'ben')).toBe(true);
  expect(isMine(page({ state: 'resolved' }), 'ana')).toBe(false);
});

test('unanswered comes before answered, urgent before the rest, old before new', () => {
  const low = page({ id: 'low', urgency: 'low' });
  const held = page({ id: 'held', state: 'acknowledged' });
  const newer = page({ id: 'newer', openedAt: '2026-11-21T03:00:30.000Z' });
  expect([held, low, newer, page()].sort(byLoudness).map((one) => one.id)).toEqual([
    '1',
    'newer',
    'low',
    'held',
  ]);
});

test('among those that somebody has, the latest comes first', () => {
  const old = page({ id: 'old', state: 'acknowledged' });
  const late = page({ id: 'late', state: 'snoozed', urgency: 'low', openedAt: '2026-11-21T03:00:30.000Z' });
  expect([old, late].sort(byLoudness).map((one) => one.id)).toEqual(['late', 'old']);
});
