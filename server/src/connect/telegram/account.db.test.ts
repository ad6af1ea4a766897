// A person links their Telegram account, is paged by it, acknowledges by the button, and blocks the bot.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inside, openSlice, type Slice } from '../../../test/harness/slice.ts';
import {
  botUserName,
  type FakeBotApi,
  pressed,
  startBotApi,
  written,
} from '../../../test/harness/telegram.ts';
import { byItself } from '../../platform/action.ts';
import { sql } from '../../platform/db.ts';
import { jobs } from './jobs.ts';
import { claimTurn } from './store.ts';

const token = '123456789:AAcanary-token-of-a-bot-for-tests-0';
const asText = (value: unknown) =>
  JSON.stringify(value, (_, one) => (one instanceof Error ? one.stack : one));
const mine = 987_654_321;
const stranger = 666_666_666;

let slice: Slice;
let api: FakeBotApi;
beforeAll(async () => {
  api = await startBotApi();
  slice = await openSlice({
    settings: { telegramToken: token, telegramUrl: api.url, allowTargets: ['127.0.0.1/32'] },
  });
  await api.waitFor('getMe', 1);
});
afterAll(async () => {
  await slice.stop();
  await api.close();
});

const ask = (method: string, path: string, body?: object) =>
  slice.http(method, `/api/v1/people/me/${path}`, { token: slice.tokens.responder, body });
async function stateOf(id: string): Promise<unknown> {
  const contacts = inside((await ask('GET', 'contacts')).json, 'contacts');
  return (Array.isArray(contacts) ? contacts : []).find((one) => inside(one, 'id') === id);
}
const newCode = () =>
  slice.http('POST', '/api/v1/me/telegram', { token: slice.tokens.responder }).then(({ json }) => json);
const messages = () =>
  api.asked.filter(({ method }) => method === 'sendMessage').map(({ body }) => String(body.text));

/** The next thing that the bot does by this method. */
async function next(method: string, said: object) {
  const before = api.asked.filter((one) => one.method === method).length;
  api.say(said);
  return (await api.waitFor(method, before + 1)).at(-1)?.body ?? {};
}
async function page(title: string): Promise<string> {
  const { json } = await slice.http('POST', '/api/v1/pages', {
    body: { title, people: ['rex'], urgency: 'high' },
  });
  await slice.app.settled();
  return String(inside(json, 'id'));
}
const stateOfPage = async (id: string) =>
  inside((await slice.http('GET', `/api/v1/pages/${id}`)).json, 'state');
const lastButton = () =>
  String(
    inside(
      api.asked.findLast(({ method }) => method === 'sendMessage')?.body,
      'reply_markup',
      'inline_keyboard',
      0,
      0,
      'callback_data',
    ),
  );

test('an account is linked by the code that it sends, once', async () => {
  const linked = await newCode();
  const code = String(inside(linked, 'code'));
  expect(linked).toMatchObject({
    bot: botUserName,
    url: `https://t.me/${botUserName}?start=${code}`,
    validUntil: '2026-03-02T10:15:00.000Z',
  });
  const welcome = await next('sendMessage', written(mine, `/start ${code}`));
  expect(welcome).toMatchObject({ chat_id: String(mine), text: expect.stringContaining('linked with rex') });
  expect(await stateOf('telegram')).toMatchObject({ verified: true, usable: true, label: String(mine) });

  const refused = await next('sendMessage', written(stranger, `/start ${code}`));
  expect(refused).toMatchObject({
    chat_id: String(stranger),
    text: expect.stringContaining('"Add Telegram"'),
  });
  expect(await stateOf('telegram-2')).toBeUndefined();
});

test('a code holds for a quarter of an hour, and only the newest', async () => {
  const older = String(inside(await newCode(), 'code'));
  const newer = String(inside(await newCode(), 'code'));
  const text = async (code: string) => (await next('sendMessage', written(stranger, `/start ${code}`))).text;
  expect(await text(older)).toContain('"Add Telegram"');
  slice.clock.advance({ minutes: 15 });
  expect(await text(newer)).toContain('"Add Telegram"');
  expect(await stateOf('telegram-2')).toBeUndefined();
});

test('whoever links the account again has it once', async () => {
  const code = String(inside(await newCode(), 'code'));
  await next('sendMessage', written(mine, `/start ${code}`));
  expect(await stateOf('telegram')).toMatchObject({ verified: true });
  expect(await stateOf('telegram-2')).toBeUndefined();
});

test('what is no word to the bot is passed over, and what follows is heard', async () => {
  api.say({ message: { text: '/start x', from: { id: mine }, chat: { id: -5, type: 'group' } } });
  api.say({ something: 'new' });
  const before = messages().length;
  await next('sendMessage', written(mine, '/start'));
  expect(messages()).toHaveLength(before + 1);
});

test('the button acknowledges as who was told and nobody else, and every channel falls silent', async () => {
  await ask('PUT', 'rules', {
    high: [
      { after: 0, via: 'telegram' },
      { after: 5, via: 'mail' },
      { after: 10, via: 'telegram' },
    ],
    low: [],
  });
  const id = await page('Checkout is down');
  expect(messages().at(-1)).toMatch(/^Checkout is down\n[\s\S]*\nAcknowledge: http:\S+$/);
  const button = lastButton();
  expect(Buffer.byteLength(button)).toBeLessThanOrEqual(64);

  const forged = await next('answerCallbackQuery', pressed(mine, `${button.slice(0, -1)}_`));
  expect(forged.text).toContain('no longer valid');
  const foreign = await next('answerCallbackQuery', pressed(stranger, button));
  expect(foreign.text).toContain('not for this account');
  expect(await stateOfPage(id)).toBe('triggered');

  const shown = await next('answerCallbackQuery', pressed(mine, button));
  expect(shown).toMatchObject({
    callback_query_id: `query-of-${mine}`,
    text: 'Acknowledged by you: Checkout is down',
  });
  expect((await api.waitFor('editMessageReplyMarkup', 1))[0]?.body).toMatchObject({
    chat_id: String(mine),
    message_id: 77,
    reply_markup: { inline_keyboard: [[{ text: 'Acknowledged by rex' }]] },
  });
  expect(await stateOfPage(id)).toBe('acknowledged');

  const sent = messages().length;
  slice.clock.advance({ minutes: 11 });
  await slice.app.settled();
  expect(messages()).toHaveLength(sent);
  const { json } = await slice.http('GET', `/api/v1/pages/${id}/notifications`);
  expect(inside(json, 'items')).toHaveLength(1);
  const entries = await slice.http('GET', '/api/v1/audit?action=oncall.acknowledgePage');
  expect(inside(entries.json, 'items', 0)).toMatchObject({ actor: 'rex' });
});

test('pressed again it tells how it stands, and after a day it holds no longer', async () => {
  const again = await next('answerCallbackQuery', pressed(mine, lastButton()));
  expect(again.text).toBe('Acknowledged by you: Checkout is down');
  slice.clock.advance({ hours: 24 });
  const late = await next('answerCallbackQuery', pressed(mine, lastButton()));
  expect(late.text).toContain('no longer valid');
});

test('a number that was typed is proved by the code that the bot sends, and marked once the bot is blocked', async () => {
  const contact = { id: 'tg', kind: 'telegram', chat: '123123123' };
  expect((await ask('PUT', 'contacts', contact)).status).toBe(200);
  expect(await stateOf('tg')).toMatchObject({ verified: false, usable: true, label: '123123123' });
  await ask('PUT', 'rules', { high: [{ after: 0, via: 'tg' }], low: [] });
  const before = messages().length;
  await page('Before it is proved');
  expect(messages()).toHaveLength(before);

  expect((await ask('POST', 'contacts/tg/code')).status).toBe(200);
  await slice.app.settled();
  const code = /^(\d{4} \d{4}) is your code/.exec(messages().at(-1) ?? '')?.[1] ?? '';
  expect((await ask('POST', 'contacts/tg/verification', { code })).status).toBe(200);
  expect(await stateOf('tg')).toMatchObject({ verified: true, gone: null });
  await page('Ledger is down');
  expect(await stateOf('tg')).toMatchObject({ lastDelivery: { outcome: 'delivered' } });

  api.behave({ status: 403, body: '{"ok":false,"description":"Forbidden: bot was blocked by the user"}' });
  await page('Billing is down');
  expect(await stateOf('tg')).toMatchObject({
    verified: true,
    gone: { reason: expect.stringMatching(/blocked/) },
  });
});

test('one node listens at a time, until its lease is over', async () => {
  const claim = () =>
    byItself(slice.platform, 'test', ({ tx, now }) =>
      claimTurn(tx, '123456789', { now, until: now.add({ minutes: 1 }) }),
    );
  expect(await claim()).toBeUndefined();
  slice.clock.advance({ seconds: 61 });
  expect(await claim()).toMatchObject({ name: botUserName });
});

test('a bot that has not been heard for three minutes is told to administrators', async () => {
  const now = slice.clock.now();
  const look = () => jobs.checks?.[0]?.look(slice.platform.db, now);
  expect(await look()).toEqual([]);
  await slice.rows(sql`
    update connect.telegram_bots set problem = 'Telegram answered 502.', tried_at = ${now},
      problem_since = ${now.subtract({ minutes: 4 })} returning bot`);
  expect(await look()).toEqual([
    { subject: '123456789', text: expect.stringContaining('Telegram answered 502.') },
  ]);
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
  expect(await stateOf('tg')).toMatchObject({
    usable: false,
    problem: 'Telegram is not set up on this server (MUSTER_TELEGRAM_TOKEN).',
  });
  expect(inside(await newCode(), 'detail')).toContain('MUSTER_TELEGRAM_TOKEN');
});
