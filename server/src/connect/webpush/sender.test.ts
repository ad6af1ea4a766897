import { describe, expect, it } from 'vitest';
import { startPushService } from '../../../test/harness/providers.ts';
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
import { makeVapidKeys } from '../../platform/push-crypto.ts';
import type { PushPayload } from './model.ts';
import { createWebpushSender } from './sender.ts';

const vapid = makeVapidKeys();
const subject = 'mailto:alerts@muster.example';

async function startPush(keys: { p256dh?: string; auth?: string } = {}, timeoutMs = patientMs) {
  const { server: service, egress, close } = await openTarget(startPushService);
  const subscription = { ...service.subscription, keys: { ...service.subscription.keys, ...keys } };
  const sender = createWebpushSender({
    egress,
    vapid,
    subject,
    timeoutMs,
    ...contactBookWith({ kind: 'webpush', ...subscription }),
  });
  const payloads = () => service.opened().map(({ payload }) => payload as PushPayload);
  return { service, egress, sender, payloads, close };
}

senderContract('webpush', async (timeoutMs) => {
  const { service, egress, sender, payloads } = await startPush({}, timeoutMs);
  return {
    sender,
    provider: webProvider(service, {
      forNow: { status: 502 },
      forGood: { status: 400 },
      works: { status: 201 },
    }),
    arrived: async (count) => {
      await service.waitFor(count);
      return payloads().map((payload) => ({
        // A browser shows one notification per tag; the link tells the deliveries apart.
        id: String(payload.acknowledge),
        texts: Object.values(payload).map(String),
        isMarkedDuplicate: payload.maybeDuplicate === true && payload.body.includes('may be a duplicate'),
      }));
    },
    secrets: [vapid.privateKey, 'some-browser', service.subscription.keys.auth],
    close: async () => egress.close(),
  };
});

describe('a push message', () => {
  it('holds the title, the service and the links, and nothing else', async () => {
    const { sender, payloads, close } = await startPush();
    await sender.send(pageDelivery('webpush'), now);
    expect(payloads()).toEqual([
      {
        title: 'Checkout answers slowly',
        body: 'checkout · high urgency',
        url: 'https://muster.example/pages/0197a000-0000-7000-8000-00000000a001',
        acknowledge: acknowledgeUrl('0197a000-0000-7000-8000-00000000d001'),
        tag: '0197a000-0000-7000-8000-00000000a001',
      },
    ]);
    await close();
  });

  it('says who sends it, how urgent it is and how long it is worth', async () => {
    const { service, sender, close } = await startPush();
    await sender.send(pageDelivery('webpush'), now);
    await sender.send(pageDelivery('webpush', { expiresAt: now.add({ seconds: 5 }) }), now);
    const [first, late] = service.opened();
    expect(first).toMatchObject({
      publicKey: vapid.publicKey,
      claims: { aud: service.url, sub: subject, exp: 1_772_442_005 + 12 * 3600 },
      ttl: 600,
      urgency: 'high',
      topic: '0197a00000007000800000000000a001',
    });
    expect(late?.ttl).toBe(60);
    await close();
  });

  it('gets no second line and no turned writing out of a title, and stays small', async () => {
    const { service, sender, payloads, close } = await startPush();
    for (const title of hostileTitles)
      await sender.send(pageDelivery('webpush', { title, service: title }), now);
    for (const { title, body } of payloads()) {
      expect(`${title}${body}`).not.toMatch(/[\u0000-\u001f\u202a-\u202e\u2066-\u2069]/);
      expect([...title].length).toBeLessThanOrEqual(120);
    }
    expect(payloads()).toHaveLength(hostileTitles.length);
    expect(Math.max(...service.received.map(({ body }) => body.length))).toBeLessThan(4_096);
    await close();
  });

  it.each([404, 410])('ends the subscription when the push service answers %i', async (status) => {
    const { service, sender, close } = await startPush();
    service.behave({ status });
    expect(await sender.send(pageDelivery('webpush'), now)).toEqual({
      kind: 'rejected',
      reason: 'This browser is no longer subscribed.',
      isGone: true,
    });
    await close();
  });

  it('is rejected for keys that are none', async () => {
    const { service, sender, close } = await startPush({ p256dh: 'A'.repeat(87) });
    expect(await sender.send(pageDelivery('webpush'), now)).toMatchObject({ kind: 'rejected' });
    expect(service.received).toHaveLength(0);
    await close();
  });
});
