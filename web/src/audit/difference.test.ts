import { expect, test } from 'vitest';
import { differences, factsOf } from './difference.ts';

test('only members that differ are shown, also those that came or went', () => {
  expect(
    differences(
      { access: 'responder', email: 'a@b', zone: 'UTC' },
      { access: 'admin', email: 'a@b', title: 'x' },
    ),
  ).toEqual([
    { field: 'access', before: 'responder', after: 'admin' },
    { field: 'title', before: null, after: 'x' },
    { field: 'zone', before: 'UTC', after: null },
  ]);
});

test('what was made has only an after, what was deleted only a before', () => {
  expect(differences(undefined, { name: 'x' })).toEqual([{ field: 'name', before: null, after: 'x' }]);
  expect(differences({ name: 'x' }, undefined)).toEqual([{ field: 'name', before: 'x', after: null }]);
});

test.each([
  ['triggered', 'acknowledged', [{ field: '', before: 'triggered', after: 'acknowledged' }]],
  [['a'], ['a', 'b'], [{ field: '', before: 'a', after: 'a, b' }]],
  ['same', 'same', []],
  [undefined, undefined, []],
])('plain sides are one difference: %j and %j', (before, after, expected) => {
  expect(differences(before, after)).toEqual(expected);
});

test('the order of members inside makes a difference only where it is one', () => {
  expect(differences({ a: { x: 1 } }, { a: { x: 1 } })).toEqual([]);
  expect(differences({ a: { x: 1 } }, { a: { x: 2 } })).toHaveLength(1);
});

test('the facts are everything else', () => {
  expect(factsOf({ before: 1, after: 2, reason: 'left', attempts: 2, joined: ['a', 'b'] })).toEqual([
    ['reason', 'left'],
    ['attempts', '2'],
    ['joined', 'a, b'],
  ]);
});
