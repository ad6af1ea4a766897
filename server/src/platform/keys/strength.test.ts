import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { keyDemand, tokenDemand, weaknessOf } from './strength.ts';

test.each([
  ['short', 'at least 32'],
  ['', 'at least 32'],
  ['k'.repeat(32), 'repeats itself'],
  ['ab'.repeat(20), 'repeats itself'],
  ['Tr0ub4dor&3'.repeat(3), 'repeats itself'],
  ['changeme-changeme-changeme-changeme', 'placeholder'],
  ['please-CHANGE_ME-before-you-deploy-this', 'placeholder'],
  ['secret-key-for-the-production-of-muster', 'placeholder'],
  ['your-secret-goes-here-32-characters-x', 'placeholder'],
  ['My_Super_Secret_Password_For_The_Database', 'placeholder'],
  ['0123456789abcdef0123456789abcdef', 'placeholder'],
  ['zyxwvutsrqponmlkjihgfedcba9876543210', 'neighbouring'],
  ['aaabbbabbaababababbbaaabbababbaabbab', 'repeats itself'],
  ['1001011010001110101100011101001011', 'repeats itself'],
])('%j is refused: %s', (key, reason) => {
  expect(weaknessOf(key, keyDemand)).toContain(reason);
  if (key.length > 12) expect(weaknessOf(key, keyDemand)).not.toContain(key);
});

test('keys like random ones, in every usual form, are taken', () => {
  for (let i = 0; i < 5_000; i += 1) {
    const bytes = hash('sha256', `key ${i}`, 'buffer');
    for (const key of [
      bytes.toString('base64'),
      bytes.toString('base64url'),
      bytes.toString('hex'),
      bytes.subarray(16).toString('hex').toUpperCase(),
    ])
      if (weaknessOf(key, keyDemand) !== null) expect.fail(`${i}: ${key} is refused`);
    expect(weaknessOf(bytes.subarray(20).toString('base64url'), tokenDemand)).toBeNull();
  }
});

test('a sentence of somebody is taken', () => {
  expect(weaknessOf('nine herons wade along the grey canal at dusk', keyDemand)).toBeNull();
});

test.each(['aaaaaaaaaaaaaaaa', 'admin-admin-admin', 'test-token-of-mine', '0123456789012345', 'short'])(
  '%s is no token',
  (token) => {
    expect(weaknessOf(token, tokenDemand)).not.toBeNull();
  },
);
