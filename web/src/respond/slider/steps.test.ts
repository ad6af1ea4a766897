import { expect, test } from 'vitest';
import { around, marksOf, stepsOf } from './steps.ts';

const told = (minute: number, type: string) => ({
  at: `2026-03-02T10:0${minute}:00.000Z`,
  type,
  actor: { kind: 'person' as const, name: 'rex' },
});
const steps = stepsOf([
  told(0, 'declared'),
  told(0, 'roleTaken'),
  told(4, 'entryAdded'),
  told(8, 'severityChanged'),
]);

test('what one change added at once is one step', () => {
  expect(steps.map((one) => one.types)).toEqual([
    ['declared', 'roleTaken'],
    ['entryAdded'],
    ['severityChanged'],
  ]);
});

test('at any instant the last step stands, and its neighbours are a press away', () => {
  const { before, here, after } = around(steps, '2026-03-02T10:05:00.000Z');
  expect([before?.at, here?.types, after?.types]).toEqual([
    '2026-03-02T10:00:00.000Z',
    ['entryAdded'],
    ['severityChanged'],
  ]);
  expect(around(steps, '2026-03-02T10:08:00.000Z')).not.toHaveProperty('after');
  expect(around(steps, '2026-03-02T09:00:00.000Z')).toEqual({ after: steps[0] });
  expect(around(steps, '').before?.types).toEqual(['entryAdded']);
  expect(around([], '2026-03-02T09:00:00.000Z')).toEqual({});
});

test('turns are marked where they stand, and a span of nothing has no marks', () => {
  const from = Date.parse('2026-03-02T10:00:00Z');
  expect(marksOf(steps, from, from + 16 * 60_000)).toEqual([0.5]);
  expect(marksOf(steps, from, from)).toEqual([]);
});
