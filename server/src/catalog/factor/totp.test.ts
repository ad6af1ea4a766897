import { describe, expect, test } from 'vitest';
import { acceptedStep, codeAt, keyUri, stepOf, toBase32 } from './totp.ts';

const secret = Buffer.from('12345678901234567890');

test('the codes of the counter are those of RFC 4226, appendix D', () => {
  const codes = Array.from({ length: 10 }, (_, step) => codeAt(secret, step));
  expect(codes).toEqual([
    '755224',
    '287082',
    '359152',
    '969429',
    '338314',
    '254676',
    '287922',
    '162583',
    '399871',
    '520489',
  ]);
});

/** The last six of the eight digits of RFC 6238, appendix B. */
test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
])('at second %i the code is %s', (seconds, code) => {
  const now = Temporal.Instant.fromEpochMilliseconds(seconds * 1_000);
  expect(codeAt(secret, stepOf(now))).toBe(code);
  expect(acceptedStep(secret, code, now, 0)).toBe(stepOf(now));
});

describe('a code', () => {
  const now = Temporal.Instant.from('2026-03-02T10:00:10Z');
  const step = stepOf(now);

  test.each([
    [-2, false],
    [-1, true],
    [0, true],
    [1, true],
    [2, false],
  ])('of %i steps from now is taken: %s', (beside, taken) => {
    expect(acceptedStep(secret, codeAt(secret, step + beside), now, 0)).toBe(taken ? step + beside : null);
  });

  test('is taken once, and so is none before it', () => {
    expect(acceptedStep(secret, codeAt(secret, step), now, step)).toBeNull();
    expect(acceptedStep(secret, codeAt(secret, step - 1), now, step)).toBeNull();
    expect(acceptedStep(secret, codeAt(secret, step + 1), now, step)).toBe(step + 1);
  });

  test.each(['', '1', '0000000', 'abcdef', '１２３４５６'])('"%s" is none', (code) => {
    expect(acceptedStep(secret, code, now, 0)).toBeNull();
  });
});

test.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('base32 of "%s" is "%s" (RFC 4648, 10, without padding)', (text, expected) => {
  expect(toBase32(Buffer.from(text))).toBe(expected);
});

test('the picture tells the app whose secret it is and where it belongs', () => {
  expect(keyUri(secret, 'ada+1@example.org', 'Muster')).toBe(
    'otpauth://totp/Muster:ada%2B1%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Muster&algorithm=SHA1&digits=6&period=30',
  );
});
