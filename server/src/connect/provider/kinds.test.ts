import { createHash, createHmac, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import type { PhoneProviderBody } from '@muster/contract/connect/providers';
import { describe, expect, it } from 'vitest';
import { readCallBack, requestFor } from './kinds.ts';
import {
  type CallBack,
  inOrder,
  isDemoted,
  type PhoneMessage,
  type Provider,
  withKeptSecrets,
} from './model.ts';

const now = Temporal.Instant.from('2026-03-02T09:00:00Z');
const base = { classes: ['sms' as const, 'voice' as const], place: 0, isOn: true, tellsReceipts: true };
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const twilio: PhoneProviderBody = {
  kind: 'twilio',
  ...base,
  accountSid: `AC${'1'.repeat(32)}`,
  from: '+15551234567',
  callFrom: null,
  address: null,
  authToken: '12345',
};
const vonage: PhoneProviderBody = {
  kind: 'vonage',
  ...base,
  apiKey: 'abcd',
  from: '15551234567',
  applicationId: 'app',
  address: null,
  callAddress: null,
  apiSecret: 'secret',
  signatureSecret: 'signing',
  privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
};
const gateway: PhoneProviderBody = {
  kind: 'gateway',
  ...base,
  method: 'POST',
  url: 'https://sms.example/send?to={to}&key={secret}',
  headers: [{ name: 'X-Key', value: '{secret}' }],
  body: '{"text":"{text}","id":"{id}","callback":"{callback}"}',
  bodyKind: 'json',
  accepted: '',
  idAt: '',
  secret: 'hidden&more',
};
const provider = (body: PhoneProviderBody, name = 'one'): Provider => ({ name, body, callback: 'cb-secret' });
const message: PhoneMessage = {
  class: 'sms',
  attempt: 'att',
  id: 'del',
  to: '+34600111222',
  text: 'A "quoted" title\n{secret} & more',
  callbacks: 'https://muster.example/connect/sms/one/cb-secret',
  now,
};

describe('what is asked of a provider', () => {
  it('of Twilio, a message and a call', () => {
    const asked = requestFor(provider(twilio), message);
    expect(asked?.url).toBe(`https://api.twilio.com/2010-04-01/Accounts/AC${'1'.repeat(32)}/Messages.json`);
    expect(Object.fromEntries(new URLSearchParams(String(asked?.body)))).toEqual({
      To: '+34600111222',
      From: '+15551234567',
      Body: message.text,
      StatusCallback: 'https://muster.example/connect/sms/one/cb-secret/status?attempt=att',
    });
    const call = new URLSearchParams(
      String(requestFor(provider(twilio), { ...message, class: 'voice' })?.body),
    );
    expect(call.get('Twiml')).toContain('<Gather input="dtmf" numDigits="1"');
    expect(call.get('MachineDetection')).toBe('Enable');
  });

  it('of Vonage, with a token that its application key signed', () => {
    const asked = requestFor(provider(vonage), { ...message, class: 'voice' });
    const [head = '', claims = '', signature = ''] = (asked?.headers?.authorization ?? '')
      .slice(7)
      .split('.');
    const right = verify(
      'sha256',
      Buffer.from(`${head}.${claims}`),
      createPublicKey(publicKey.export({ type: 'spki', format: 'pem' })),
      Buffer.from(signature, 'base64url'),
    );
    expect(right).toBe(true);
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toEqual({
      application_id: 'app',
      iat: now.epochMilliseconds / 1000,
      exp: now.epochMilliseconds / 1000 + 60,
      jti: 'att',
    });
    expect(
      requestFor(provider({ ...vonage, privateKey: 'no key' }), { ...message, class: 'voice' }),
    ).toBeUndefined();
  });

  it('of a gateway, each value escaped for where it stands, and none read as a placeholder', () => {
    const asked = requestFor(provider(gateway), message);
    expect(asked?.url).toBe('https://sms.example/send?to=%2B34600111222&key=hidden%26more');
    expect(asked?.headers).toEqual({ 'content-type': 'application/json', 'x-key': 'hidden&more' });
    expect(JSON.parse(String(asked?.body))).toEqual({
      text: message.text,
      id: 'del',
      callback: 'https://muster.example/connect/sms/one/cb-secret/status?attempt=att',
    });
    const form = { ...gateway, bodyKind: 'form' as const, body: 't={text}&to={to}' };
    const sent = new URLSearchParams(String(requestFor(provider(form), message)?.body));
    expect([sent.get('t'), sent.get('to')]).toEqual([message.text, '+34600111222']);
  });
});

describe('a call back', () => {
  const call = (given: Partial<CallBack>): CallBack => ({
    url: 'https://muster.example/connect/sms/one/cb-secret/status?attempt=att',
    headers: {},
    body: '',
    now,
    ...given,
  });
  const readAs = (body: PhoneProviderBody, given: Partial<CallBack>, secret = 'cb-secret') =>
    readCallBack(provider(body), secret, call(given));

  it('of Twilio must be signed: its own example from the manual', () => {
    const given = {
      url: 'https://mycompany.com/myapp.php?foo=1&bar=2',
      body: 'CallSid=CA1234567890ABCDE&Caller=%2B12349013030&Digits=1234&From=%2B12349013030&To=%2B18005551212',
      headers: { 'x-twilio-signature': '0/KCTR6DLpKmkAf8muzZqo1nDgQ=' },
    };
    expect(readAs(twilio, given)).toMatchObject({ event: 'keys', text: '1234', ref: 'CA1234567890ABCDE' });
    for (const wrong of [
      { ...given, headers: {} },
      { ...given, headers: { 'x-twilio-signature': '0/KCTR6DLpKmkAf8muzZqo1nDgA=' } },
      { ...given, body: `${given.body}&More=1` },
      { ...given, url: `${given.url}&baz=3` },
    ])
      expect(readAs(twilio, wrong)).toBeUndefined();
    expect(readAs(twilio, given, 'another')).toBeUndefined();
  });

  const signedByVonage = (body: string, change: { secret?: string; iat?: number; alg?: string } = {}) => {
    const { secret = 'signing', iat = now.epochMilliseconds / 1000, alg = 'HS256' } = change;
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const hash = createHash('sha256').update(body).digest('hex');
    const text = `${part({ alg, typ: 'JWT' })}.${part({ iat, payload_hash: hash, api_key: 'abcd' })}`;
    const signature = createHmac('sha256', secret).update(text).digest('base64url');
    return { authorization: `Bearer ${text}.${signature}` };
  };

  it('of Vonage must carry a token over this very body', () => {
    const body = JSON.stringify({ message_uuid: 'm1', status: 'delivered' });
    const headers = signedByVonage(body);
    expect(readAs(vonage, { body, headers })).toMatchObject({ event: 'delivered', ref: 'm1' });
    for (const wrong of [
      { body, headers: {} },
      { body: body.replace('delivered', 'rejected'), headers },
      { body, headers: signedByVonage(body, { secret: 'other' }) },
      { body, headers: signedByVonage(body, { alg: 'none' }) },
      { body, headers: signedByVonage(body, { iat: now.epochMilliseconds / 1000 - 3_600 }) },
      { body, headers: { authorization: 'Bearer' } },
    ])
      expect(readAs(vonage, wrong)).toBeUndefined();
  });

  it('of a gateway needs the secret of its address', () => {
    expect(readAs(gateway, { body: '{"id":"7","status":"DELIVERED"}' })).toMatchObject({
      event: 'delivered',
    });
    expect(readAs(gateway, { body: 'from=34600111222&text=ack' })).toMatchObject({
      event: 'reply',
      from: '+34600111222',
    });
    expect(readAs(gateway, { body: '{"id":"7","status":"DELIVERED"}' }, 'wrong')).toBeUndefined();
    expect(readAs(gateway, { body: '{"broken' })).toMatchObject({ event: 'nothing' });
  });

  it.each([
    ['CallSid=C&CallStatus=completed&AnsweredBy=machine_start', 'machine'],
    ['CallSid=C&AnsweredBy=human', 'human'],
    ['CallSid=C&CallStatus=no-answer', 'undelivered'],
    ['CallSid=C&CallStatus=in-progress', 'answered'],
    ['CallSid=C&CallStatus=ringing', 'nothing'],
    ['MessageSid=M&MessageStatus=undelivered&ErrorCode=30003', 'undelivered'],
    ['MessageSid=M&SmsStatus=received&From=%2B34600111222&Body=ack', 'reply'],
  ])('%s means %s', (body, event) => {
    const url = 'https://muster.example/x';
    const params = [...new URLSearchParams(body)].sort(([a], [b]) => (a < b ? -1 : 1));
    const signature = createHmac('sha1', '12345')
      .update(url + params.flat().join(''))
      .digest('base64');
    expect(readAs(twilio, { url, body, headers: { 'x-twilio-signature': signature } })?.event).toBe(event);
  });
});

describe('the health of a provider', () => {
  const ends = (...states: string[]) =>
    states.map((state, i) => ({ state, at: now.subtract({ minutes: i + 1 }) }));

  it.each([
    [ends('undelivered', 'refused', 'unknown'), true],
    [ends('undelivered', 'delivered', 'refused', 'delivered', 'unknown'), true],
    [ends('undelivered', 'refused', 'delivered', 'delivered', 'delivered', 'refused'), false],
    [ends('handed', 'handed', 'handed'), true],
    [ends('sending', 'sending', 'sending'), false],
    [ends('refused', 'refused'), false],
    [[], false],
  ])('%#', (given, expected) => {
    expect(isDemoted(given, null, now)).toBe(expected);
  });

  it('forgets what was ten minutes ago, and heeds the account', () => {
    const old = ends('refused', 'refused', 'refused');
    expect(isDemoted(old, null, now.add({ minutes: 12 }))).toBe(false);
    expect(isDemoted([], 'The provider answered 401.', now)).toBe(true);
  });

  it('puts a demoted one behind the others, and leaves out what is off or does something else', () => {
    const one = (name: string, place: number, change: Partial<PhoneProviderBody> = {}): Provider =>
      provider({ ...gateway, place, ...change } as PhoneProviderBody, name);
    const ranked = [
      { provider: one('a', 0), isDemoted: true },
      { provider: one('c', 2), isDemoted: false },
      { provider: one('b', 1), isDemoted: false },
      { provider: one('off', 0, { isOn: false }), isDemoted: false },
      { provider: one('voice', 0, { classes: ['voice'] }), isDemoted: false },
    ];
    expect(inOrder(ranked, 'sms').map(({ name }) => name)).toEqual(['b', 'c', 'a']);
  });
});

describe('a secret that is left out', () => {
  const { authToken: _, ...without } = twilio as Extract<PhoneProviderBody, { kind: 'twilio' }>;
  it('stays, unless it would go to another place', () => {
    expect(withKeptSecrets(without, twilio)).toMatchObject({ authToken: '12345' });
    const moved = { ...without, address: 'https://evil.example' };
    expect(withKeptSecrets(moved, twilio)).not.toHaveProperty('authToken');
    expect(withKeptSecrets(without, gateway)).not.toHaveProperty('authToken');
  });
});
