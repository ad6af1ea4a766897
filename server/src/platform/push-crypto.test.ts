import { createECDH } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createBrowser, decrypt } from '../../test/harness/push-decryption.ts';
import { encryptPush, longestPushBytes, makeVapidKeys } from './push-crypto.ts';

const bytes = (text: string) => Buffer.from(text, 'base64url');

describe('encrypting for a browser', () => {
  it('gives the bytes of the example in RFC 8291, section 5', () => {
    const message = encryptPush(
      'When I grow up, I want to be a watermelon',
      {
        p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
        auth: 'BTBZMqHH6r4Tts7J_aSIgg',
      },
      {
        privateKey: bytes('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'),
        salt: bytes('DGv6ra1nlYgDCS1FRnbzlw'),
      },
    );
    expect(message?.toString('base64url')).toBe(
      'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
    );
  });

  it('is read by that browser, at its longest too, and never the same twice', () => {
    const browser = createBrowser();
    const text = 'x'.repeat(longestPushBytes);
    const one = encryptPush(text, browser.keys);
    const other = encryptPush(text, browser.keys);
    expect(one).toHaveLength(4096);
    expect(decrypt(browser, one ?? Buffer.of()).toString()).toBe(text);
    expect(one?.equals(other ?? Buffer.of())).toBe(false);
  });

  it('answers nothing for keys that are none', () => {
    const { keys } = createBrowser();
    const offCurve = Buffer.concat([Buffer.of(4), Buffer.alloc(64, 7)]).toString('base64url');
    for (const wrong of [{ p256dh: offCurve }, { p256dh: '' }, { p256dh: '!!' }, { auth: 'c2hvcnQ' }]) {
      expect(encryptPush('hello', { ...keys, ...wrong })).toBeUndefined();
    }
  });
});

it('makes key pairs that belong together', () => {
  const keys = makeVapidKeys();
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(bytes(keys.privateKey));
  expect(ecdh.getPublicKey('base64url')).toBe(keys.publicKey);
  expect(makeVapidKeys().publicKey).not.toBe(keys.publicKey);
});
