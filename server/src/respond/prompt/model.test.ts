import { expect, test } from 'vitest';
import { isAsked } from './model.ts';

test.each([
  ['somebody has it', { kind: 'page', state: 'acknowledged', isLinked: false }, true],
  ['somebody sleeps on it', { kind: 'page', state: 'snoozed', isLinked: false }, true],
  ['nobody has it', { kind: 'page', state: 'triggered', isLinked: false }, false],
  ['it is solved', { kind: 'page', state: 'resolved', isLinked: false }, false],
  ['it is part of an incident', { kind: 'page', state: 'acknowledged', isLinked: true }, false],
  ['it was a test', { kind: 'test', state: 'acknowledged', isLinked: false }, false],
] as const)('%s', (_, asked, expected) => {
  expect(isAsked(asked)).toBe(expected);
});
