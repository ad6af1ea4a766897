import type { Entry } from '@muster/contract/respond/state';
import { expect, test } from 'vitest';
import { isBackdated, isTimeForCauses, newestFirst, renewed } from './model.ts';

const entry = (id: string, minute: number, changed: number, more: Partial<Entry> = {}): Entry => ({
  id,
  seq: changed,
  changed,
  kind: 'note',
  text: id,
  detail: {},
  state: 'settled',
  at: `2026-03-02T10:0${minute}:00.000Z`,
  recordedAt: `2026-03-02T10:0${minute}:00.000Z`,
  by: { kind: 'person', name: 'rex' },
  evidence: null,
  settled: null,
  edits: 0,
  pinned: false,
  ...more,
});
const all = () => true;
const ids = (entries: Entry[]) => entries.map((one) => one.id);

test('what was written down later stands at the time at which it happened', () => {
  const items = [entry('c', 5, 3), entry('a', 1, 1)];
  expect(ids(renewed(items, [entry('b', 3, 4)], all))).toEqual(['c', 'b', 'a']);
  expect(newestFirst(entry('x', 1, 2), entry('y', 1, 1))).toBeLessThan(0);
});

test('a line that changed takes its new place, one that fits no more is gone, an older answer changes nothing', () => {
  const items = [entry('b', 5, 6), entry('a', 1, 1)];
  expect(ids(renewed(items, [entry('a', 7, 8)], all))).toEqual(['a', 'b']);
  expect(ids(renewed(items, [entry('b', 5, 9, { kind: 'finding' })], (one) => one.kind === 'note'))).toEqual([
    'a',
  ]);
  expect(renewed(items, [entry('b', 5, 4, { text: 'old' })], all)[0]?.text).toBe('b');
});

test('a minute between a moment and its line is no delay worth telling', () => {
  expect(isBackdated(entry('a', 1, 1))).toBe(false);
  expect(isBackdated(entry('a', 1, 1, { recordedAt: '2026-03-02T10:02:01.000Z' }))).toBe(true);
});

test.each([
  ['nothing limits the damage yet', {}, 'active', false],
  ['it is paused', {}, 'paused', false],
  ['the damage spreads no further', { contained: '2026-03-02T10:00:00.000Z' }, 'active', true],
  ['users notice nothing any more', { mitigated: '2026-03-02T10:00:00.000Z' }, 'active', true],
  ['it is over', {}, 'post-incident', true],
] as const)('%s: causes are unfolded or not (R2)', (_, times, category, is) => {
  expect(isTimeForCauses({ times, category })).toBe(is);
});
