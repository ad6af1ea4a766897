import { expect, test } from 'vitest';
import { effectiveAccess, mayGrant } from './model.ts';

test.each([
  ['admin', 'admin', true],
  ['admin', 'auditor', true],
  ['responder', 'responder', true],
  ['responder', 'admin', false],
  ['stakeholder', 'support', false],
  ['auditor', 'auditor', true],
] as const)('%s may hand out %s: %s', (own, asked, expected) => {
  expect(mayGrant(own, asked)).toBe(expected);
});

test('a token shrinks with its maker', () => {
  expect(effectiveAccess('admin', 'stakeholder')).toBe('stakeholder');
  expect(effectiveAccess('stakeholder', 'admin')).toBe('stakeholder');
});
