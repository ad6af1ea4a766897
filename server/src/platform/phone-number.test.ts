import { describe, expect, it } from 'vitest';
import { readPhoneNumber, refusedNumber } from './phone-number.ts';

const usual = { countries: null, allowsPremium: false };

describe('a phone number', () => {
  it.each([
    ['+34 600 111 222', '+34600111222'],
    ['+1 (415) 555-2671', '+14155552671'],
    ['+44.7911.123456', '+447911123456'],
  ])('%s is read as %s', (text, number) => {
    expect(readPhoneNumber(text)).toMatchObject({ number, isPremium: false });
  });

  it.each([
    ['600111222', 'with its country'],
    ['+', 'no phone number'],
    ['+34', 'too short'],
    ['+3460011122233344455', 'another length'],
    ['+99912345678', 'No country'],
    ['+34CALLNOW', 'phone number'],
    ['call me', 'with its country'],
    ['', 'with its country'],
  ])('%j is refused, and told why', (text, why) => {
    expect(readPhoneNumber(text)).toEqual({ problem: expect.stringContaining(why) });
  });

  it.each([
    ['+34600111222', usual, null],
    ['+34803123456', usual, 'premium'],
    ['+34803123456', { ...usual, allowsPremium: true }, null],
    ['+34600111222', { ...usual, countries: ['DE'] }, 'Numbers of ES'],
    ['+34600111222', { ...usual, countries: ['ES'] }, null],
    ['+881612345678', usual, 'no country'],
  ])('%s by %j', (text, rule, why) => {
    const refused = refusedNumber(text, rule);
    if (why === null) expect(refused).toBeNull();
    else expect(refused).toContain(why);
  });
});
