import type { PhoneProviderBody } from '@muster/contract/connect/providers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeReceiver, startReceiver } from '../../../test/harness/providers.ts';
import {
  acknowledgeUrl,
  contactBookWith,
  now,
  pageDelivery,
  patientMs,
  senderContract,
  webProvider,
} from '../../../test/harness/sender-contract.ts';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';
import { createExchange } from '../provider/sender.ts';
import { createSmsSender } from './sender.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice({ settings: { allowTargets: ['127.0.0.1/32'] } });
  await slice.http('PUT', '/api/v1/phone-rule', { body: { perPersonADay: 10_000 } });
});
afterAll(() => slice.stop());

const number = '+34600111222';
const base = { classes: ['sms' as const], place: 0, isOn: true, tellsReceipts: true };
const providers: Readonly<Record<string, (url: string, place: number) => PhoneProviderBody>> = {
  twilio: (url, place) => ({
    kind: 'twilio',
    ...base,
    place,
    accountSid: `AC${'0'.repeat(32)}`,
    authToken: 'the-secret-token',
    from: '+34600000000',
    callFrom: null,
    address: url,
  }),
  vonage: (url, place) => ({
    kind: 'vonage',
    ...base,
    place,
    apiKey: 'key',
    apiSecret: 'the-secret-token',
    signatureSecret: 'another-secret',
    from: '34600000000',
    applicationId: null,
    address: url,
    callAddress: null,
  }),
  gateway: (url, place) => ({
    kind: 'gateway',
    ...base,
    place,
    method: 'POST',
    url: `${url}/send?key={secret}`,
    headers: [],
    body: '{"to":"{to}","text":"{text}","id":"{id}"}',
    bodyKind: 'json',
    accepted: '',
    idAt: 'id',
    secret: 'the-secret-token',
  }),
};

/** Takes the place of whatever providers there were. */
async function only(...given: readonly { name: string; body: PhoneProviderBody }[]): Promise<void> {
  await slice.rows(sql`delete from connect.providers returning name`);
  await slice.rows(sql`delete from connect.attempts returning id`);
  for (const { name, body } of given) {
    const saved = await slice.http('PUT', `/api/v1/phone-providers/${name}`, { body });
    expect(saved.status, saved.text).toBe(200);
  }
}

function openSender(timeoutMs = patientMs) {
  const exchange = createExchange(slice.platform, timeoutMs);
  return createSmsSender({
    exchange,
    codeFor: async () => '4821',
    ...contactBookWith({ kind: 'sms', to: number }),
  });
}

/** What a message says, whichever provider took it. */
function read({ headers, body }: FakeReceiver['received'][number]): { text: string; id: string } {
  const text = body.toString('utf8');
  const json = String(headers['content-type']).includes('json');
  const form = json ? null : new URLSearchParams(text);
  const members = json ? JSON.parse(text) : {};
  return { text: form?.get('Body') ?? members.text, id: members.id ?? members.client_ref ?? '' };
}

for (const [kind, bodyOf] of Object.entries(providers)) {
  describe(`by ${kind}`, () => {
    senderContract('sms', async (timeoutMs) => {
      const receiver = await startReceiver();
      await only({ name: kind, body: bodyOf(receiver.url, 0) });
      const link = acknowledgeUrl('0197a000-0000-7000-8000-00000000d001');
      return {
        sender: openSender(timeoutMs),
        provider: webProvider(receiver, {
          forNow: { status: 503, body: 'the-secret-token' },
          forGood: { status: 404, body: 'the-secret-token' },
        }),
        says: ['Checkout answers slowly', 'checkout', link, 'Reply 4821'],
        arrived: async (count) =>
          (await receiver.waitFor(count)).map((request) => {
            const { text, id } = read(request);
            // Twilio has no place for an id of ours: the link of the message stands for it.
            return {
              id: id || (/\/a\/\S+/.exec(text)?.[0] ?? ''),
              texts: [text],
              isMarkedDuplicate: text.includes('may be a duplicate'),
            };
          }),
        secrets: ['the-secret-token', number],
        close: async () => undefined,
      };
    });
  });
}

describe('two providers', () => {
  async function two(timeoutMs = patientMs) {
    const [first, second] = [await startReceiver(), await startReceiver()];
    await only(
      { name: 'first', body: providers.gateway?.(first.url, 0) ?? never() },
      { name: 'second', body: providers.gateway?.(second.url, 1) ?? never() },
    );
    const close = () => Promise.all([first.close(), second.close()]);
    return { first, second, sender: openSender(timeoutMs), close };
  }
  const send = ({ sender }: Awaited<ReturnType<typeof two>>) => sender.send(pageDelivery('sms'), now);

  it.each([500, 503, 429, 401])('the second takes at once what the first answers with %i', async (status) => {
    const both = await two();
    both.first.behave({ status });
    expect(await send(both)).toMatchObject({ kind: 'handed', note: 'second took it.' });
    expect(both.second.received.map((one) => read(one).text)).toEqual([
      expect.not.stringContaining('may be a duplicate'),
    ]);
    await both.close();
  });

  it('the second says that it may be a duplicate when the first gave no answer in time', async () => {
    const both = await two(1_000);
    both.first.behave('hang');
    expect(await send(both)).toMatchObject({ kind: 'handed' });
    expect(read(both.second.received[0] ?? never()).text).toContain('may be a duplicate');
    await both.close();
  });

  it('one that failed three times goes behind the other for a while', async () => {
    const both = await two();
    both.first.behave({ status: 500 });
    for (let i = 0; i < 3; i += 1) await send(both);
    both.first.behave({ status: 200 });
    await send(both);
    expect([both.first.received.length, both.second.received.length]).toEqual([3, 4]);
    slice.clock.advance({ minutes: 11 });
    await send(both);
    expect(both.first.received).toHaveLength(4);
    await both.close();
  });

  it('a hanging one takes no more than its share of what is sent at once', async () => {
    const both = await two(1_000);
    both.first.behave('hang');
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        both.sender.send(pageDelivery('sms', { id: `0197a000-0000-7000-8000-0000000010${10 + i}` }), now),
      ),
    );
    expect(both.first.received.length).toBeLessThanOrEqual(24);
    expect(outcomes.filter(({ kind }) => kind === 'handed').length).toBeGreaterThanOrEqual(24);
    await both.close();
  });
});

describe('what is not sent', () => {
  it.each([
    ['a premium number', '+34803123456', 'premium'],
    ['a number of no country', '+99912345678', 'country'],
  ])('%s', async (_, to, reason) => {
    const receiver = await startReceiver();
    await only({ name: 'one', body: providers.gateway?.(receiver.url, 0) ?? never() });
    const sender = createSmsSender({
      exchange: createExchange(slice.platform, patientMs),
      codeFor: async () => '4821',
      ...contactBookWith({ kind: 'sms', to }),
    });
    expect(await sender.send(pageDelivery('sms'), now)).toMatchObject({
      kind: 'rejected',
      reason: expect.stringContaining(reason),
    });
    expect(receiver.received).toEqual([]);
    await receiver.close();
  });

  it('more than a day’s messages to one person, and administrators are told once', async () => {
    const receiver = await startReceiver();
    await only({ name: 'one', body: providers.gateway?.(receiver.url, 0) ?? never() });
    await slice.http('PUT', '/api/v1/phone-rule', { body: { perPersonADay: 3 } });
    const sender = openSender();
    const outcomes = [];
    for (let i = 0; i < 5; i += 1) outcomes.push((await sender.send(pageDelivery('sms'), now)).kind);
    expect(outcomes).toEqual(['handed', 'handed', 'handed', 'rejected', 'rejected']);
    expect(receiver.received).toHaveLength(3);
    expect(await slice.rows(sql`select subject from connect.alarms`)).toHaveLength(1);
    await slice.http('PUT', '/api/v1/phone-rule', { body: { perPersonADay: 10_000 } });
    await receiver.close();
  });
});

function never(): never {
  throw new Error('this is always there');
}
