import { expect, test } from 'vitest';
import { filled, gapsIn, isMadeFrom, shippedTemplates, templateOf } from './templates.ts';

test('what the record tells is filled in, and what it does not tell stays a gap', () => {
  expect(filled('{a} and {b}, {a}', { a: '{b}', c: 'x' })).toBe('{b} and {b}, {b}');
  expect(filled('{constructor} {toString}', {})).toBe('{constructor} {toString}');
});

test('a template of the company takes the place of the one that Muster brings', () => {
  const own = [{ audience: 'staff', moment: 'later', text: 'Nothing {new}.' } as const];
  expect(templateOf(own, 'staff', 'later')).toBe('Nothing {new}.');
  expect(templateOf(own, 'staff', 'first')).toContain('We are looking into');
});

test('what ends it for customers asks what became of data', () => {
  const closing = templateOf([], 'customers', 'closing');
  expect(gapsIn(closing)).toContain('none was lost, or what and what to do');
});

test('there is one for each audience and moment', () => {
  expect(new Set(shippedTemplates().map((one) => `${one.audience} ${one.moment}`)).size).toBe(18);
});

test.each([
  ['We look into {what}, for {who}.', 'We look into payments, for all, of course, for some.', true],
  ['We look into {what}, for {who}.', 'We look into payments.', false],
  ['We look into {what}.', 'We look into payments. And something else', false],
  ['{a}{b}', '', true],
  ['No gap', 'No gap', true],
  ['No gap', 'No gap at all', false],
  ['aXa {b} aXa', 'aXa', false],
])('%j leads to %j: %j', (template, text, expected) => {
  expect(isMadeFrom(template, text)).toBe(expected);
});
