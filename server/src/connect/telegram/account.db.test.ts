// A person adds their Telegram account, proves it by what the bot sends, is paged by it, and blocks the bot.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FakeReceiver, startReceiver } from '../../../test/harness/providers.ts';
import { acknowledgeUrl } from '../../../test/harness/sender-contract.ts';
import { inside, openSlice, type Slice } from '../../../test/harness/slice.ts';
import { findContact } from '../../oncall/index.ts';
import type { Sender } from '../../platform/delivery/model.ts';
import { createTelegramSender } from './sender.ts';

const token = '123456789:AAcanary-token-of-a-bot-for-tests-0';
const asText = (value: unknown) =>
  JSON.stringify(value, (_, one) => (one instanceof Error ? one.stack : one));

let slice: Slice;
let api: FakeReceiver;
beforeAll(async () => {
  api = await startReceiver();
  // It stands on the slice's own way out, which exists once the slice does.
  const sender: Sender = {
    kind: 'telegram',
    send: (delivery, now) => createReal().send(delivery, now),
  };
  slice = await openSlice({
    settings: { telegramToken: token, allowTargets: ['127.0.0.1/32'] },
    needs: { senders: [sender] },
  });
});
afterAll(async () => {
  await slice.stop();
  await api.close();
});

function createReal(): Sender {
  const { egress, work, secrets } = slice.platform;
  return createTelegramSender({
    egress,
    token,
    apiRoot: api.url,
    findContact: (person, via) => findContact(work, secrets, person, via),
    acknowledgeUrl,
  });
}

const ask = (method: string, path: string, body?: object) =>
  slice.http(method, `/api/v1/people/me/${path}`, { token: slice.tokens.responder, body });
async function stateOf(): Promise<unknown> {
  const contacts = inside((await ask('GET', 'contacts')).json, 'contacts');
  return (Array.isArray(contacts) ? contacts : []).find((one) => inside(one, 'id') === 'tg');
}
const texts = () => api.received.map(({ body }) => String(JSON.parse(body.toString('utf8')).text));
async function page(title: string): Promise<void> {
  await slice.http('POST', '/api/v1/pages', { body: { title, people: ['rex'], urgency: 'high' } });
  await slice.app.settled();
}

test('an account is proved by the code that the bot sends, is paged by, and is marked once the bot is blocked', async () => {
  const contact = { id: 'tg', kind: 'telegram', chat: '987654321' };
  expect((await ask('PUT', 'contacts', contact)).status).toBe(200);
  expect(await stateOf()).toMatchObject({ verified: false, usable: true, label: '987654321' });
  await ask('PUT', 'rules', { high: [{ after: 0, via: 'tg' }], low: [] });
  await page('Before it is proved');
  expect(texts()).toEqual([]);

  expect((await ask('POST', 'contacts/tg/code')).status).toBe(200);
  await slice.app.settled();
  const code = /^(\d{4} \d{4}) is your code/.exec(texts()[0] ?? '')?.[1] ?? '';
  expect((await ask('POST', 'contacts/tg/verification', { code })).status).toBe(200);
  expect(await stateOf()).toMatchObject({ verified: true, gone: null });

  await page('Checkout is down');
  expect(texts()[1]).toMatch(/^Checkout is down\n[\s\S]*\nAcknowledge: https:\S+$/);
  expect(await stateOf()).toMatchObject({ lastDelivery: { outcome: 'delivered' } });

  api.behave({ status: 403, body: '{"ok":false,"description":"Forbidden: bot was blocked by the user"}' });
  await page('Ledger is down');
  expect(await stateOf()).toMatchObject({
    verified: true,
    gone: { reason: expect.stringMatching(/blocked/) },
  });
});

test('the token is in no log, no answer and no message of the log', async () => {
  const told = [
    asText(slice.lines),
    (await slice.http('GET', '/api/v1/messages')).text,
    (await slice.http('GET', '/api/v1/people/rex/contacts')).text,
    (await slice.http('GET', '/metrics')).text,
  ].join('\n');
  expect(told).toContain('telegram');
  expect(told).not.toContain(token);
});

test('without a token it is shown as not set up', async () => {
  Object.assign(slice.platform.settings, { telegramToken: null });
  expect(await stateOf()).toMatchObject({
    usable: false,
    problem: 'Telegram is not set up on this server (MUSTER_TELEGRAM_TOKEN).',
  });
});
