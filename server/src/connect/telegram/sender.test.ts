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
import { createTelegramSender } from './sender.ts';

const botToken = '123456789:AAcanary-token-of-a-bot-for-tests-0';

async function startTelegram(token: string | null = botToken, timeoutMs = patientMs) {
  const { server, egress, close } = await openTarget(startReceiver);
  const sender = createTelegramSender({
    egress,
    token,
    apiRoot: server.url,
    timeoutMs,
    ...contactBookWith({ kind: 'telegram', chat: '987654321' }),
  });
  return { server, egress, sender, close };
}

/** What the Bot API says when it says no; the token is in it to be looked for. */
const no = (status: number, description: string, parameters?: object) => ({
  status,
  body: JSON.stringify({ ok: false, error_code: status, description, parameters }),
});

senderContract('telegram', async (timeoutMs) => {
  const { server, egress, sender } = await startTelegram(botToken, timeoutMs);
  return {
    sender,
    provider: webProvider(server, {
      forNow: no(429, `Too Many Requests ${botToken}`, { retry_after: 3 }),
      forGood: no(400, `Bad Request: ${botToken}`),
      works: { status: 200, body: '{"ok":true,"result":{"message_id":1}}' },
    }),
    arrived: async (count) =>
      (await server.waitFor(count)).map(({ body }) => {
        const { text } = JSON.parse(body.toString('utf8'));
        return {
          id: /Acknowledge: (\S+)/.exec(text)?.[1] ?? '',
          texts: [text],
          isMarkedDuplicate: text.includes('may be a duplicate'),
        };
      }),
    secrets: [botToken, '987654321'],
    close: async () => egress.close(),
  };
});

describe('a message by Telegram', () => {
  const sendOnce = async (delivery = pageDelivery('telegram')) => {
    const { server, sender, close } = await startTelegram();
    await sender.send(delivery, now);
    const [request] = server.received;
    await close();
    if (!request) throw new Error('nothing arrived');
    return { ...request, json: JSON.parse(request.body.toString('utf8')) };
  };
  const outcomeOf = async (status: number, description: string, parameters?: object) => {
    const { server, sender, close } = await startTelegram();
    server.behave(no(status, description, parameters));
    const outcome = await sender.send(pageDelivery('telegram'), now);
    await close();
    return outcome;
  };

  it('is plain text to the chat of the person, and ends in the acknowledge link', async () => {
    const { method, path, json } = await sendOnce();
    expect([method, path]).toEqual(['POST', `/bot${botToken}/sendMessage`]);
    expect(json).toEqual({
      chat_id: '987654321',
      text: [
        'Checkout answers slowly',
        'checkout, high urgency',
        'Step 1 of payments-high: on call for payments-primary',
        'https://muster.example/pages/0197a000-0000-7000-8000-00000000a001',
        `Acknowledge: ${acknowledgeUrl('0197a000-0000-7000-8000-00000000d001')}`,
      ].join('\n'),
      link_preview_options: { is_disabled: true },
      reply_markup: {
        inline_keyboard: [
          [
            {
              text: 'Acknowledge',
              callback_data: 'one-time-code-of-0197a000-0000-7000-8000-00000000d001',
            },
          ],
        ],
      },
    });
  });

  it('has nothing to acknowledge when it is about no page', async () => {
    const message = noteMessage({ title: '1234 5678 is your code', text: 'Type it in.', url: 'u', at: '' });
    const { json } = await sendOnce(pageDelivery('telegram', { message }));
    expect(json.text).toBe('1234 5678 is your code\nType it in.\nu');
    expect(json).not.toHaveProperty('reply_markup');
  });

  it.each(hostileTitles.map((title) => ({ title })))(
    'gets neither a line nor markup nor more than 4096 characters out of a title',
    async ({ title }) => {
      const { json } = await sendOnce(pageDelivery('telegram', { title, service: title }));
      expect(json).not.toHaveProperty('parse_mode');
      expect(json.text.split('\n')).toHaveLength(5);
      expect(json.text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/u);
      expect(json.text.length).toBeLessThanOrEqual(4096);
    },
  );

  it.each([
    [403, 'Forbidden: bot was blocked by the user'],
    [400, 'Bad Request: chat not found'],
  ])('marks the account as gone on %i %s', async (status, description) => {
    expect(await outcomeOf(status, description)).toMatchObject({ kind: 'rejected', isGone: true });
  });

  it.each([401, 404])('holds %i against the token and not against the person', async (status) => {
    expect(await outcomeOf(status, 'Unauthorized')).toEqual({
      kind: 'rejected',
      reason: `Telegram does not know the bot of this server (${status}).`,
    });
  });

  it('waits as long as it is told, and no longer than five minutes', async () => {
    const at = (seconds: number) => ({ kind: 'retry', at: now.add({ seconds }) });
    expect(await outcomeOf(429, 'Too Many Requests', { retry_after: 35 })).toMatchObject(at(35));
    expect(await outcomeOf(429, 'Too Many Requests', { retry_after: 86_400 })).toMatchObject(at(300));
  });

  it('goes nowhere without a bot', async () => {
    const { server, sender, close } = await startTelegram(null);
    expect(await sender.send(pageDelivery('telegram'), now)).toEqual({
      kind: 'rejected',
      reason: 'Telegram is not set up on this server.',
    });
    expect(server.received).toEqual([]);
    await close();
  });
});
