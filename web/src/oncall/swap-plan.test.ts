import { expect, test } from 'vitest';
import { answering, planOf, type Target } from './swap-plan.ts';

const now = Temporal.Instant.from('2026-03-02T12:00:00Z');
const day = (n: number) => `2026-03-0${n}T09:00:00.000Z`;
const shift = (n: number, ...onCall: string[]) => ({ start: day(n), end: day(n + 1), onCall });
const span = (n: number) => ({ start: day(n), end: day(n + 1) });
const on = (over: ReturnType<typeof shift>): Target => ({ kind: 'shift', shift: over });
const to = (person: string): Target => ({ kind: 'person', person });
const plan = (held: ReturnType<typeof shift>, target: Target, mayEdit = false) =>
  planOf({ held, target, me: 'ana', mayEdit, now });
const no = (why: string) => ({ do: 'nothing', why });

test('my shift on theirs, or theirs on mine, is the same swap', () => {
  const swap = { do: 'swap', mine: span(4), theirs: span(5), people: ['bob'] };
  expect(plan(shift(4, 'ana'), on(shift(5, 'bob')))).toEqual(swap);
  expect(plan(shift(5, 'bob'), on(shift(4, 'ana')))).toEqual(swap);
});

test('of a shift that has begun only one’s own can be given, and what is past of it stays', () => {
  expect(plan(shift(2, 'ana'), on(shift(5, 'bob')))).toMatchObject({
    do: 'swap',
    mine: { start: '2026-03-02T12:00:00.000Z', end: day(3) },
  });
  expect(plan(shift(2, 'bob'), on(shift(5, 'ana')))).toEqual(no('begun'));
  expect(plan(shift(1, 'ana'), on(shift(5, 'bob')))).toEqual(no('over'));
  expect(plan(shift(5, 'ana'), on(shift(1, 'bob')))).toEqual(no('over'));
});

test('what would change nothing is said to', () => {
  expect(plan(shift(4, 'ana'), on(shift(4, 'ana')))).toEqual(no('itself'));
  expect(plan(shift(4, 'ana'), on(shift(5, 'ana', 'bob')))).toEqual(no('both'));
  expect(plan(shift(4, 'ana'), on(shift(5)))).toEqual(no('gap'));
  expect(plan(shift(4, 'ana'), to('ana'))).toEqual(no('already'));
});

test('two others are exchanged only by whoever may change the rota', () => {
  expect(plan(shift(4, 'bob'), on(shift(5, 'kim')))).toEqual(no('neither'));
  expect(plan(shift(4, 'bob'), on(shift(5, 'kim')), true)).toEqual({
    do: 'arrange',
    one: { ...span(4), people: ['bob'] },
    other: { ...span(5), people: ['kim'] },
  });
});

test('a shift dropped on a person is asked for, taken, or given', () => {
  expect(plan(shift(4, 'ana'), to('bob'))).toEqual({ do: 'ask', shift: span(4), person: 'bob' });
  expect(plan(shift(4, 'ana'), { kind: 'anybody' })).toEqual({ do: 'ask', shift: span(4), person: null });
  const cover = { do: 'cover', shift: span(4), from: ['bob'] };
  expect(plan(shift(4, 'bob'), to('ana'))).toEqual({ ...cover, to: 'ana' });
  expect(plan(shift(4, 'bob'), to('kim'), true)).toEqual({ ...cover, to: 'kim' });
  expect(plan(shift(4, 'bob'), to('kim'))).toEqual(no('theirs'));
  expect(plan(shift(4, 'bob'), { kind: 'anybody' }, true)).toEqual(no('theirs'));
  expect(plan(shift(4), to('ana'))).toEqual({ ...cover, from: [], to: 'ana' });
});

test('whoever takes a shift for which they are asked answers that request', () => {
  const request = { ...span(4), schedule: 'primary', person: 'bob', forMe: true };
  const taking = plan(shift(4, 'bob', 'kim'), to('ana'));
  const found = (one: Partial<typeof request>) =>
    answering(taking, 'primary', 'ana', [{ ...request, ...one }]) !== undefined;
  expect(found({})).toBe(true);
  expect(
    [{ forMe: false }, { schedule: 'other' }, { person: 'zoe' }, { end: day(4) }, span(3)].map(found),
  ).toEqual([false, false, false, false, false]);
  expect(answering(plan(shift(4, 'ana'), to('bob')), 'primary', 'ana', [request])).toBeUndefined();
});
