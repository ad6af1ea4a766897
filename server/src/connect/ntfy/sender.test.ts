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
import { noteMessage } from '../../oncall/notification/model.ts';
import { placeOf } from './model.ts';
import { createNtfySender } from './sender.ts';

async function startNtfy(given: { token?: string | null; path?: string } = {}, timeoutMs = patientMs) {
  const { server, egress, close } = await openTarget(startReceiver);
  const sender = createNtfySender({
    egress,
    timeoutMs,
    ...contactBookWith({
      kind: 'ntfy',
      url: `${server.url}${given.path ?? '/the-secret-topic'}`,
      token: given.token === undefined ? 'tk_secret' : given.token,
    }),
  });
  return { server, egress, sender, close };
}

senderContract('ntfy', async (timeoutMs) => {
  const { server, egress, sender } = await startNtfy({}, timeoutMs);
  return {
    sender,
    provider: webProvider(server, {
      forNow: { status: 429, body: 'the-secret-topic' },
      forGood: { status: 403, body: 'tk_secret' },
    }),
    arrived: async (count) =>
      (await server.waitFor(count)).map(({ body }) => {
        const text = body.toString('utf8');
        return {
          id: JSON.parse(text).actions[0].url,
          texts: [text],
          isMarkedDuplicate: JSON.parse(text).message.includes('may be a duplicate'),
        };
      }),
    secrets: ['the-secret-topic', 'tk_secret'],
    close: async () => egress.close(),
  };
});

describe('a message by ntfy', () => {
  const sendOnce = async (given: Parameters<typeof startNtfy>[0], delivery = pageDelivery('ntfy')) => {
    const { server, sender, close } = await startNtfy(given);
    await sender.send(delivery, now);
    const [request] = server.received;
    await close();
    if (!request) throw new Error('nothing arrived');
    return { ...request, json: JSON.parse(request.body.toString('utf8')) };
  };

  it('rings for high urgency, and its button acknowledges by a POST to the link', async () => {
    const { method, path, headers, json } = await sendOnce({});
    expect([method, path, headers.authorization]).toEqual(['POST', '/', 'Bearer tk_secret']);
    expect(json).toMatchObject({
      topic: 'the-secret-topic',
      title: 'Checkout answers slowly',
      priority: 5,
      click: 'https://muster.example/pages/0197a000-0000-7000-8000-00000000a001',
      actions: [
        {
          action: 'http',
          label: 'Acknowledge',
          method: 'POST',
          url: acknowledgeUrl('0197a000-0000-7000-8000-00000000d001'),
        },
      ],
    });
  });

  it('goes without a token to an open topic, and to a server under a path', async () => {
    const { path, headers, json } = await sendOnce({ token: null, path: '/push/alerts' });
    expect([path, headers.authorization, json.topic]).toEqual(['/push/', undefined, 'alerts']);
  });

  it('has no button when it is about no page', async () => {
    const message = noteMessage({ title: '1234 5678 is your code', text: 'Type it in.', url: 'u', at: '' });
    const { json } = await sendOnce({}, pageDelivery('ntfy', { message }));
    expect(json).toEqual({
      topic: 'the-secret-topic',
      title: '1234 5678 is your code',
      message: 'Type it in.',
      click: 'u',
      priority: 3,
    });
  });

  it.each(hostileTitles.map((title) => ({ title })))(
    'gets no second line out of a title',
    async ({ title }) => {
      const { json } = await sendOnce({}, pageDelivery('ntfy', { title, service: title }));
      expect(json.title).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      expect(json.message.split('\n')).toHaveLength(2);
      expect(json.title.length).toBeLessThanOrEqual(400);
    },
  );

  it('marks a topic that is no more', async () => {
    const { server, sender, close } = await startNtfy();
    server.behave({ status: 404 });
    expect(await sender.send(pageDelivery('ntfy'), now)).toMatchObject({ kind: 'rejected', isGone: true });
    await close();
  });

  it.each(['https://ntfy.example/', 'https://ntfy.example/a topic', 'https://ntfy.example/x/', 'nothing'])(
    'finds no topic in %j',
    (url) => expect(placeOf(url)).toBeUndefined(),
  );
});
