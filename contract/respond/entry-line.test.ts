import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseLine } from './entry-line.ts';

/** A quarter past two in the afternoon, wherever the test runs. */
const now = new Date(2026, 2, 2, 14, 15, 30);
const today = (hours: number, minutes: number, day = 2) =>
  new Date(2026, 2, day, hours, minutes).toISOString();
const parse = (line: string) => parseLine(line, { nowMs: now.getTime(), people: ['bob', 'ada.l'] });

test.each([
  ['Disk is full', { kind: 'note', text: 'Disk is full' }],
  ['/h pool too small', { kind: 'hypothesis', text: 'pool too small' }],
  ['/H pool', { kind: 'hypothesis', text: 'pool' }],
  ['/a roll back -> no effect', { kind: 'attempt', text: 'roll back', result: 'no-effect' }],
  ['/a restart => worked', { kind: 'attempt', text: 'restart', result: 'worked' }],
  ['/a a -> b', { kind: 'attempt', text: 'a -> b' }],
  ['note with -> worked', { kind: 'note', text: 'note with -> worked' }],
  ['? since when', { kind: 'question', text: 'since when' }],
  ['?', { kind: 'note', text: '?' }],
  ['! customers call', { kind: 'note', text: 'customers call', pinned: true }],
  ['! /f 3 of 9 fail', { kind: 'finding', text: '3 of 9 fail', pinned: true }],
  ['![a](b)', { kind: 'note', text: '![a](b)' }],
  ['@14:05 disk full', { kind: 'note', text: 'disk full', at: today(14, 5) }],
  ['disk full @9.30', { kind: 'note', text: 'disk full', at: today(9, 30) }],
  ['@14:16 disk full', { kind: 'note', text: 'disk full', at: today(14, 16, 1) }],
  [
    '@-10m disk full',
    { kind: 'note', text: 'disk full', at: new Date(now.getTime() - 600_000).toISOString() },
  ],
  ['@25:00 is no time', { kind: 'note', text: '@25:00 is no time' }],
  [
    '/q which region @bob 20m',
    {
      kind: 'question',
      text: 'which region',
      person: 'bob',
      dueAt: new Date(now.getTime() + 1_200_000).toISOString(),
    },
  ],
  ['/h x @me', { kind: 'hypothesis', text: 'x', person: 'me' }],
  ['/h ask @carol', { kind: 'hypothesis', text: 'ask @carol' }],
  ['ask @bob', { kind: 'note', text: 'ask @bob' }],
  ['waited 20m', { kind: 'note', text: 'waited 20m' }],
  [
    '/d fail over 5m',
    { kind: 'decision', text: 'fail over', dueAt: new Date(now.getTime() + 300_000).toISOString() },
  ],
  ['/api answers 500', { kind: 'note', text: '/api answers 500' }],
  ['/x what', { kind: 'note', text: '/x what' }],
  ['\\/h stays', { kind: 'note', text: '/h stays' }],
  ['/f seen\n- a\n- b @14:05', { kind: 'finding', text: 'seen\n- a\n- b @14:05' }],
  ['/h', { kind: 'hypothesis', text: '' }],
])('%s', (line, expected) => {
  expect(parse(line)).toEqual({ pinned: false, ...expected });
});

test('whatever is typed is understood in some way, at once, and no moment is in the future', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300, unit: 'grapheme' }), (typed) => {
      const { at, text } = parse(typed);
      expect(at === undefined || Date.parse(at) <= now.getTime()).toBe(true);
      expect(text.length).toBeLessThanOrEqual(typed.length);
    }),
  );
});

test('a line as long as may be is read at once', () => {
  expect(parse(`/a ${'->a '.repeat(12_000)}`).kind).toBe('attempt');
  expect(parse(`/q ${'x '.repeat(25_000)}20`).kind).toBe('question');
});
