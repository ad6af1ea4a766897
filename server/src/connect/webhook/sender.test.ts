import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { startReceiver } from '../../../test/harness/providers.ts';
import {
  acknowledgeUrl,
  contactBookWith,
  hostileTitles,
  now,
  openTarget,
  pageDelivery,
  patientMs,
  senderContract,
  webProvider,
} from '../../../test/harness/sender-contract.ts';
import { createEgress } from '../../platform/egress/egress.ts';
import { createWebhookSender } from './sender.ts';

const secret = `whsec_${Buffer.from('a key of thirty-two random bytes').toString('base64')}`;

async function startWebhook(contact: { secret?: string | null; path?: string } = {}, timeoutMs = patientMs) {
  const { server: receiver, egress, close } = await openTarget(startReceiver);
  const url = `${receiver.url}${contact.path ?? '/hooks/path-secret'}`;
  const sender = createWebhookSender({
    egress,
    timeoutMs,
    ...contactBookWith({
      kind: 'webhook',
      url,
      secret: contact.secret === undefined ? secret : contact.secret,
    }),
  });
  return { receiver, egress, sender, close };
}

senderContract('webhook', async (timeoutMs) => {
  const { receiver, egress, sender } = await startWebhook({}, timeoutMs);
  return {
    sender,
    provider: webProvider(receiver, {
      forNow: { status: 503, body: 'path-secret' },
      forGood: { status: 404, body: 'path-secret' },
    }),
    arrived: async (count) =>
      (await receiver.waitFor(count)).map(({ headers, body }) => ({
        id: String(headers['webhook-id']),
        texts: [body.toString('utf8')],
        isMarkedDuplicate: JSON.parse(body.toString('utf8')).maybeDuplicate === true,
      })),
    secrets: ['path-secret', secret],
    close: async () => egress.close(),
  };
});

describe('a webhook', () => {
  const sendOnce = async (contact: Parameters<typeof startWebhook>[0] = {}) => {
    const { receiver, sender, close } = await startWebhook(contact);
    await sender.send(pageDelivery('webhook'), now);
    const [request] = receiver.received;
    await close();
    if (!request) throw new Error('nothing arrived');
    return request;
  };
  const signed = (key: Buffer | string, body: string) => {
    const text = `0197a000-0000-7000-8000-00000000d001.1772442005.${body}`;
    return `v1,${createHmac('sha256', key).update(text).digest('base64')}`;
  };

  it('has exactly the body of the contract', async () => {
    const { method, path, headers, body } = await sendOnce();
    expect(method).toBe('POST');
    expect(path).toBe('/hooks/path-secret');
    expect(headers['content-type']).toBe('application/json');
    expect(body.toString('utf8')).toBe(
      JSON.stringify({
        type: 'notification',
        id: '0197a000-0000-7000-8000-00000000d001',
        person: 'ana',
        via: 'way',
        at: '2026-03-02T09:00:05.250Z',
        page: {
          id: '0197a000-0000-7000-8000-00000000a001',
          title: 'Checkout answers slowly',
          service: 'checkout',
          urgency: 'high',
          state: 'triggered',
          alerts: 3,
          url: 'https://muster.example/pages/0197a000-0000-7000-8000-00000000a001',
        },
        acknowledge: acknowledgeUrl('0197a000-0000-7000-8000-00000000d001'),
      }),
    );
  });

  it('is signed with the decoded secret after whsec_', async () => {
    const { headers, body } = await sendOnce();
    expect(headers['webhook-id']).toBe('0197a000-0000-7000-8000-00000000d001');
    expect(headers['webhook-timestamp']).toBe('1772442005');
    expect(headers['webhook-signature']).toBe(
      signed(Buffer.from('a key of thirty-two random bytes'), body.toString('utf8')),
    );
  });

  it.each(['just a word, with ünicode', 'whsec_'])(
    'is signed with the secret %j as written',
    async (plain) => {
      const { headers, body } = await sendOnce({ secret: plain });
      expect(headers['webhook-signature']).toBe(signed(Buffer.from(plain, 'utf8'), body.toString('utf8')));
    },
  );

  it('is not signed without a secret', async () => {
    const { headers } = await sendOnce({ secret: null });
    expect(headers['webhook-id']).toBe('0197a000-0000-7000-8000-00000000d001');
    expect(headers).not.toHaveProperty('webhook-signature');
  });

  it('waits as long as the receiver asks, and takes a redirect for a no', async () => {
    const { receiver, sender, close } = await startWebhook();
    const send = () => sender.send(pageDelivery('webhook'), now);
    receiver.behave({ status: 429, headers: { 'retry-after': '42' } });
    expect(await send()).toEqual({
      kind: 'retry',
      reason: 'The receiver answered 429.',
      at: now.add({ seconds: 42 }),
    });
    receiver.behave({ status: 307, headers: { location: 'http://169.254.169.254/' } });
    expect(await send()).toEqual({
      kind: 'rejected',
      reason: 'The receiver answered 307. Redirects are not followed.',
    });
    await close();
  });

  it('carries a title as it is, because a program reads it', async () => {
    const { receiver, sender, close } = await startWebhook();
    for (const title of hostileTitles) await sender.send(pageDelivery('webhook', { title }), now);
    const titles = receiver.received.map(({ body }) => JSON.parse(body.toString('utf8')).page.title);
    expect(titles).toEqual(hostileTitles);
    await close();
  });

  it('does not go to a private address', async () => {
    const sender = createWebhookSender({
      egress: createEgress({ allow: [] }),
      ...contactBookWith({ kind: 'webhook', url: 'http://127.0.0.1:9/', secret: null }),
    });
    expect(await sender.send(pageDelivery('webhook'), now)).toMatchObject({ kind: 'rejected' });
  });
});
