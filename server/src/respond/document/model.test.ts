import { expect, test } from 'vitest';
import { mergeable, peopleIn, settledBefore } from './model.ts';

const at = (time: string) => Temporal.Instant.from(`2026-03-02T${time}Z`);
const update = (seq: number, time: string, ...people: string[]) => ({
  seq,
  at: at(time),
  people,
  bytes: new Uint8Array(),
});

test('what was written within a minute becomes one row, and a minute with one row stays as it is', () => {
  const rows = [update(1, '10:00:01'), update(2, '10:00:59'), update(3, '10:01:00'), update(4, '10:02:30')];
  expect(mergeable([...rows, update(5, '10:02:31')]).map((group) => group.map(({ seq }) => seq))).toEqual([
    [1, 2],
    [4, 5],
  ]);
});

test('whoever wrote in any of them is named once, in order', () => {
  expect(peopleIn([update(1, '10:00:00', 'rex', 'ada'), update(2, '10:00:01', 'ada')])).toEqual([
    'ada',
    'rex',
  ]);
});

test('the last ten minutes stay as they came', () => {
  expect(settledBefore(at('10:30:00')).toString()).toBe('2026-03-02T10:20:00Z');
});
