import { expect, test } from 'vitest';
import { isStorable } from './storable.ts';

test.each([
  ['a text', 'München 🚒', true],
  ['nothing', undefined, true],
  ['numbers and null', { a: [1, null, true, undefined] }, true],
  ['U+0000 in a text', { a: ['x\0'] }, false],
  ['U+0000 in a name', { 'x\0': 1 }, false],
  ['U+0000 after a member that is absent', [undefined, 'x\0'], false],
  ['half of a pair', ['\ud83d'], false],
  ['the other half', { a: { b: '\ude92x' } }, false],
])('%s', (_, value, expected) => {
  expect(isStorable(value)).toBe(expected);
});

test('depth is no matter', () => {
  const deep: unknown = JSON.parse(`${'['.repeat(200_000)}"\\u0000"${']'.repeat(200_000)}`);
  expect(isStorable(deep)).toBe(false);
});
