import { sizeOf } from '@muster/contract/platform/sms-size';
import { describe, expect, it } from 'vitest';
import { acknowledgeUrl, hostileTitles, pageDelivery } from '../../../test/harness/sender-contract.ts';
import { pageMessage } from '../notification/model.ts';
import { readReply, smsText } from './model.ts';

const link = acknowledgeUrl('0197a000-0000-7000-8000-00000000d001');
const textOf = (title: string, change: { service?: string | null; maybeDuplicate?: boolean } = {}) => {
  const delivery = pageDelivery('sms', { title, ...change });
  return smsText(delivery, pageMessage(delivery), { link, code: '4821' });
};

describe('the size of a text', () => {
  it.each([
    ['a'.repeat(160), 'gsm7', 1],
    ['a'.repeat(161), 'gsm7', 2],
    ['a'.repeat(306), 'gsm7', 2],
    ['a'.repeat(307), 'gsm7', 3],
    ['€'.repeat(80), 'gsm7', 1],
    ['€'.repeat(81), 'gsm7', 2],
    ['ж'.repeat(70), 'ucs2', 1],
    ['ж'.repeat(71), 'ucs2', 2],
    ['😀'.repeat(67), 'ucs2', 2],
    ['😀'.repeat(68), 'ucs2', 3],
  ])('%#: %s', (text, alphabet, parts) => {
    expect(sizeOf(text)).toEqual({ alphabet, parts });
  });
});

describe('a notification as a text message', () => {
  it('says service, title, link and code, and nothing else', () => {
    expect(textOf('Checkout answers slowly')).toBe(
      `checkout: Checkout answers slowly ${link} Reply 4821 to acknowledge`,
    );
    expect(textOf('It is down', { service: null })).toBe(`It is down ${link} Reply 4821 to acknowledge`);
  });

  it('says when it may be a duplicate', () => {
    expect(textOf('It is down', { maybeDuplicate: true })).toMatch(
      /^\(may be a duplicate\) checkout: It is down /,
    );
  });

  it('keeps to the cheap alphabet where the same can be read', () => {
    expect(textOf('“Łódź” — naïve café…')).toContain('"');
    expect(sizeOf(textOf('“Zürich” – naïve café…'))).toEqual({ alphabet: 'gsm7', parts: 1 });
  });

  it.each([...hostileTitles, 'ж'.repeat(2_000), '€'.repeat(2_000), '@everyone <@U123> '.repeat(100)])(
    'is at most two parts, with its link and its code whole: %#',
    (title) => {
      const text = textOf(title, { service: title });
      expect(sizeOf(text).parts).toBeLessThanOrEqual(2);
      expect(text.endsWith(`${link} Reply 4821 to acknowledge`)).toBe(true);
      expect(text).not.toMatch(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/);
      expect(text.isWellFormed()).toBe(true);
    },
  );
});

describe('an answer', () => {
  it.each([
    ['4821', { kind: 'code', code: '4821' }],
    [' 4821. ', { kind: 'code', code: '4821' }],
    ['ACK 4821', { kind: 'code', code: '4821' }],
    ['Reply 4821', { kind: 'code', code: '4821' }],
    ['ack', { kind: 'word' }],
    ['Ok!', { kind: 'word' }],
    ['1', { kind: 'word' }],
    ['48213', { kind: 'other' }],
    ['do not ack', { kind: 'other' }],
    ['', { kind: 'other' }],
    ['STOP', { kind: 'other' }],
    [`ack${'x'.repeat(5_000)}`, { kind: 'other' }],
  ])('%j', (text, expected) => {
    expect(readReply(text)).toEqual(expected);
  });
});
