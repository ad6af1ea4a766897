import { expect, test } from 'vitest';
import { kindsOf, passkeysPossible, plainRecoveryCode, recoveryCodeOf } from './model.ts';

test.each([
  [{ totp: false, passkeys: 0, recoveryCodes: 0 }, []],
  [{ totp: false, passkeys: 0, recoveryCodes: 7 }, []],
  [{ totp: true, passkeys: 0, recoveryCodes: 0 }, ['totp']],
  [{ totp: true, passkeys: 2, recoveryCodes: 1 }, ['totp', 'passkey', 'recovery']],
  [{ totp: false, passkeys: 1, recoveryCodes: 10 }, ['passkey', 'recovery']],
] as const)('%j: a sign-in is finished by %j', (factors, kinds) => {
  expect(kindsOf(factors)).toEqual(kinds);
});

test('a recovery code has 80 bits in four groups, and is read however it was written down', () => {
  const code = recoveryCodeOf(Uint8Array.from([255, 0, 255, 0, 255, 0, 255, 0, 255, 1]));
  expect(code).toBe('74ap-6ah7-ad7q-b7yb');
  expect(plainRecoveryCode(` ${code.toUpperCase().replaceAll('-', ' ')} `)).toBe(code.replaceAll('-', ''));
});

test.each([
  ['https://muster.example.org', true],
  ['https://muster.example.org:8443/', true],
  ['http://localhost:4040', true],
  ['http://muster.localhost', true],
  ['http://muster.example.org', false],
  ['http://127.0.0.1:4040', false],
  ['https://192.0.2.7', false],
  ['https://[2001:db8::1]', false],
])('%s: browsers make passkeys: %s', (url, possible) => {
  expect(passkeysPossible(url)).toBe(possible);
});
