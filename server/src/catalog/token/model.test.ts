import type { Access, Scope } from '@muster/contract/platform/endpoint';
import { expect, test } from 'vitest';
import { canBeToken, coversScopes, crc32, effectiveAccess, mayGrant, tokenText } from './model.ts';

test.each([
  ['admin', 'admin', true],
  ['admin', 'auditor', true],
  ['responder', 'responder', true],
  ['responder', 'admin', false],
  ['responder', 'auditor', false],
  ['responder', 'support', true],
  ['stakeholder', 'support', false],
  ['auditor', 'auditor', true],
] as const)('%s may hand out %s: %s', (own, asked, expected) => {
  expect(mayGrant(own, asked)).toBe(expected);
});

test.each<[Access, Access, Access]>([
  ['admin', 'stakeholder', 'stakeholder'],
  ['admin', 'auditor', 'auditor'],
  ['stakeholder', 'admin', 'stakeholder'],
  ['responder', 'auditor', 'stakeholder'],
  ['auditor', 'responder', 'stakeholder'],
])('a token for %s of somebody who is %s by now opens what %s may', (granted, own, expected) => {
  expect(effectiveAccess(granted, own)).toBe(expected);
});

test.each([
  ['', 0x00000000],
  ['123456789', 0xcbf43926],
  ['The quick brown fox jumps over the lazy dog', 0x414fa339],
])('the CRC of "%s" is the one of the standard', (text, expected) => {
  expect(crc32(text)).toBe(expected);
});

const secret = 'abcdefghijklmnopqrstuvwxyz0123456789-_ABCDE';
const token = tokenText(secret);

test('a token is told from a text that looks like one by its last six characters', () => {
  expect(token).toMatch(/^mst_[\w-]{43}[0-9A-Za-z]{6}$/);
  expect(canBeToken(token)).toBe(true);
});

test('whatever character is changed, it is no token any more', () => {
  for (let place = 0; place < token.length; place += 1) {
    const other = token[place] === 'x' ? 'y' : 'x';
    expect(canBeToken(`${token.slice(0, place)}${other}${token.slice(place + 1)}`)).toBe(false);
  }
});

test.each([
  ['one from before there was a checksum', `mst_${secret}`, true],
  ['one that was cut', token.slice(0, -1), false],
  ['one with something behind', `${token}x`, false],
  ['one with a line break', `${token}\n`, false],
  ['one of somebody else', `ghp_${token.slice(4)}`, false],
  ['one in capitals', token.toUpperCase(), false],
  ['an empty text', '', false],
  ['only the prefix', 'mst_', false],
  ['a long text', `mst_${'x'.repeat(500)}`, false],
])('%s: %s', (_, text, expected) => {
  expect(canBeToken(text)).toBe(expected);
});

test.each<[Scope[] | null, Scope[] | null, boolean]>([
  [null, null, true],
  [null, ['pages:write'], true],
  [['pages:write'], ['pages:read'], true],
  [['pages:read'], ['pages:write'], false],
  [['pages:write'], ['alerts:read'], false],
  [['pages:write'], null, false],
])('whoever has %j may hand out %j: %s', (own, asked, expected) => {
  expect(coversScopes(own, asked)).toBe(expected);
});
