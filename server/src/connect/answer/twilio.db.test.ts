// Against an emulator of Twilio's API, which signs its calls back as Twilio does.
import { createHmac } from 'node:crypto';
import { createEmulator, type Emulator } from 'emulate';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startReceiver } from '../../../test/harness/providers.ts';
import { inside, openSlice, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';

const accountSid = 'AC00000000000000000000000000000000';
const authToken = 'twilio_test_auth_token';
const ours = '+15551234567';
const theirs = '+34600111222';

let slice: Slice;
let emulator: Emulator;
let callbacks: { status: string; inbound: string };

beforeAll(async () => {
  slice = await openSlice({ settings: { allowTargets: ['127.0.0.0/8'] } });
  // Calls back reach the running app, and are signed for this address.
  Object.assign(slice.platform.settings, { url: slice.app.address() });
  const port = await freePort();
  emulator = await createEmulator({
    service: 'twilio',
    port,
    baseUrl: `http://127.0.0.1:${port}`,
    seed: {
      twilio: {
        account: { sid: accountSid, auth_token: authToken, friendly_name: 'Test' },
        phone_numbers: [{ phone_number: ours, friendly_name: 'Test' }],
      },
    },
  });
  const saved = await slice.http('PUT', '/api/v1/phone-providers/twilio', {
    body: {
      kind: 'twilio',
      classes: ['sms', 'voice'],
      accountSid,
      authToken,
      from: ours,
      address: `http://127.0.0.1:${port}`,
    },
  });
  expect(saved.status, saved.text).toBe(200);
  expect(saved.text).not.toContain(authToken);
  callbacks = {
    status: String(inside(saved.json, 'callbacks', 'status')),
    inbound: String(inside(saved.json, 'callbacks', 'inbound')),
  };
  for (const kind of ['sms', 'voice'] as const) {
    const body = { id: kind, kind, to: theirs };
    expect((await slice.http('PUT', '/api/v1/people/rex/contacts', { body })).status).toBe(200);
  }
  const numbers = await twilio('GET', `/2010-04-01/Accounts/${accountSid}/IncomingPhoneNumbers.json`);
  const sid = inside(numbers, 'incoming_phone_numbers', 0, 'sid');
  await twilio('POST', `/2010-04-01/Accounts/${accountSid}/IncomingPhoneNumbers/${sid}.json`, {
    SmsUrl: callbacks.inbound,
  });
});
afterAll(async () => {
  await emulator.close();
  await slice.stop();
});

async function freePort(): Promise<number> {
  const receiver = await startReceiver();
  await receiver.close();
  return Number(new URL(receiver.url).port);
}

async function twilio(method: string, path: string, form?: Record<string, string>): Promise<unknown> {
  const answer = await fetch(`${emulator.url}${path}`, {
    method,
    headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
    ...(form ? { body: new URLSearchParams(form) } : {}),
  });
  expect(answer.status, path).toBeLessThan(300);
  return answer.json();
}

const rules = (...via: string[]) =>
  slice.http('PUT', '/api/v1/people/rex/rules', {
    body: { high: via.map((one, i) => ({ after: i * 5, via: one })) },
  });
let count = 0;
/** Pages rex, and answers the title. */
async function page(): Promise<string> {
  count += 1;
  const title = `Page number ${count}`;
  await slice.http('POST', '/api/v1/pages', { body: { title, people: ['rex'], urgency: 'high' } });
  await slice.app.settled();
  return title;
}
const deliveries = async (title: string) =>
  slice.rows<{ kind: string; state: string; reason: string }>(sql`
    select d.kind, d.state, d.reason from platform.deliveries d join oncall.pages p on p.id::text = d.subject
    where p.title = ${title} order by d.planned_at, d.id`);
const stateOf = async (title: string) =>
  (
    await slice.rows<{ state: string; owner: string | null }>(
      sql`select state, owner from oncall.pages where title = ${title}`,
    )
  )[0];
async function lastMessage(): Promise<{ sid: string; body: string }> {
  const list = await twilio(
    'GET',
    `/2010-04-01/Accounts/${accountSid}/Messages.json?To=${encodeURIComponent(theirs)}`,
  );
  const sid = String(inside(list, 'messages', 0, 'sid'));
  return { sid, body: String(inside(list, 'messages', 0, 'body')) };
}
const answerWith = (body: string, from = theirs) =>
  twilio('POST', '/_twilio/simulate/inbound-message', { To: ours, From: from, Body: body });
const codeIn = (body: string) => /Reply (\d{4})/.exec(body)?.[1] ?? '';
async function signed(url: string, form: Record<string, string>, token = authToken) {
  const params = Object.entries(form).sort(([a], [b]) => (a < b ? -1 : 1));
  const signature = createHmac('sha1', token)
    .update(url + params.flat().join(''))
    .digest('base64');
  const headers = {
    'x-twilio-signature': signature,
    'content-type': 'application/x-www-form-urlencoded',
  };
  const answer = await fetch(url, { method: 'POST', headers, body: new URLSearchParams(form) });
  return { status: answer.status, text: await answer.text() };
}

beforeEach(async () => {
  await rules('sms');
  for (const { id } of await slice.rows<{ id: string }>(
    sql`select id from oncall.pages where state <> 'resolved'`,
  ))
    await slice.http('POST', `/api/v1/pages/${id}/resolution`);
  await slice.rows(sql`delete from connect.codes returning delivery`);
});

test('a text message is handed over, and delivered when its receipt says so; the receipt again changes nothing', async () => {
  const title = await page();
  expect(await deliveries(title)).toMatchObject([{ kind: 'sms', state: 'handed' }]);
  const { sid, body } = await lastMessage();
  expect(body).toMatch(new RegExp(`^${title} http\\S+ Reply \\d{4} to acknowledge$`));
  for (let i = 0; i < 2; i += 1)
    await twilio('POST', '/_twilio/simulate/message-status', { MessageSid: sid, Status: 'delivered' });
  expect(await deliveries(title)).toMatchObject([{ kind: 'sms', state: 'delivered' }]);
});

test('the code acknowledges as the person whose number it is; another number or code does not', async () => {
  const title = await page();
  const code = codeIn((await lastMessage()).body);
  await answerWith(code, '+34600999888');
  await answerWith(code === '0000' ? '0001' : '0000');
  expect(await stateOf(title)).toEqual({ state: 'triggered', owner: null });
  await answerWith(code);
  expect(await stateOf(title)).toEqual({ state: 'acknowledged', owner: 'rex' });
  const audit = await slice.rows(sql`
    select actor from platform.audit where action = 'oncall.acknowledgePage' order by at desc limit 1`);
  expect(audit).toEqual([{ actor: 'rex' }]);
});

test('a code holds for a day', async () => {
  const title = await page();
  const code = codeIn((await lastMessage()).body);
  slice.clock.advance({ hours: 24, seconds: 1 });
  await answerWith(code);
  expect((await stateOf(title))?.owner).toBeNull();
});

test('"ack" alone means the one open page, and with two open ones asks for a code', async () => {
  const [first, second] = [await page(), await page()];
  await answerWith('ack');
  expect([(await stateOf(first))?.state, (await stateOf(second))?.state]).toEqual(['triggered', 'triggered']);
  await answerWith(codeIn((await lastMessage()).body));
  await answerWith('ack');
  expect([(await stateOf(first))?.owner, (await stateOf(second))?.owner]).toEqual(['rex', 'rex']);
});

test('what is not signed, or signed with another token, acknowledges nothing', async () => {
  const title = await page();
  const code = codeIn((await lastMessage()).body);
  const form = { From: theirs, To: ours, Body: code, MessageSid: 'SM1', SmsStatus: 'received' };
  expect((await signed(callbacks.inbound, form, 'another token')).status).toBe(404);
  const bare = await fetch(callbacks.inbound, { method: 'POST', body: new URLSearchParams(form) });
  expect(bare.status).toBe(404);
  const moved = callbacks.inbound.replace(/[^/]+\/inbound$/, 'wrong/inbound');
  expect((await signed(moved, form)).status).toBe(404);
  expect((await stateOf(title))?.owner).toBeNull();
  const right = await signed(callbacks.inbound, form);
  expect(right.text).toContain(`<Message>Acknowledged by you: ${title}</Message>`);
  expect((await stateOf(title))?.owner).toBe('rex');
});

test('a recorded answer that is sent again does not acknowledge again', async () => {
  const title = await page();
  const code = codeIn((await lastMessage()).body);
  const form = { From: theirs, To: ours, Body: code, MessageSid: 'SM-replayed', SmsStatus: 'received' };
  await signed(callbacks.inbound, form);
  const [row] = await slice.rows<{ id: string }>(sql`select id from oncall.pages where title = ${title}`);
  await slice.http('POST', `/api/v1/pages/${row?.id}/unacknowledgement`);
  expect((await stateOf(title))?.state).toBe('triggered');
  expect((await signed(callbacks.inbound, form)).text).not.toContain('Message');
  expect((await stateOf(title))?.state).toBe('triggered');
});

/** Calls rex, and answers how to reach this very call. */
async function call() {
  await rules('voice');
  const title = await page();
  const [attempt] = await slice.rows<{ id: string; ref: string }>(
    sql`select id, ref from connect.attempts where class = 'voice' order by at desc, id desc limit 1`,
  );
  const at = (what: string) =>
    `${callbacks.status.replace('/sms/', '/voice/').replace(/status$/, what)}?attempt=${attempt?.id}`;
  const sid = attempt?.ref ?? '';
  return {
    title,
    sid,
    keys: (digits: string, of = sid) => signed(at('keys'), { CallSid: of, Digits: digits }),
    status: (form: Record<string, string>) => signed(at('status'), { CallSid: sid, ...form }),
  };
}

test('the key 4 acknowledges in that very call, once; another key is asked again', async () => {
  const one = await call();
  expect((await one.keys('7')).text).toContain('<Gather');
  expect((await one.keys('4', 'CA-another-call')).text).toContain('This call is over.');
  expect((await stateOf(one.title))?.owner).toBeNull();
  expect((await one.keys('4')).text).toContain('Acknowledged by you');
  expect(await stateOf(one.title)).toEqual({ state: 'acknowledged', owner: 'rex' });
  expect((await one.keys('4')).text).toContain('pressed already');
});

test('a mailbox acknowledges nothing, and the next rule runs at once', async () => {
  const one = await call();
  await rules('voice', 'sms');
  const second = await call();
  await rules('voice', 'sms');
  const title = await page();
  const calls = await slice.rows<{ id: string; ref: string }>(
    sql`select id, ref from connect.attempts where class = 'voice' order by at desc, id desc limit 1`,
  );
  const url = `${callbacks.status.replace('/sms/', '/voice/')}?attempt=${calls[0]?.id}`;
  await signed(url, { CallSid: calls[0]?.ref ?? '', CallStatus: 'in-progress' });
  await signed(url, { CallSid: calls[0]?.ref ?? '', AnsweredBy: 'machine_start' });
  await slice.app.settled();
  expect(await deliveries(title)).toMatchObject([
    { kind: 'voice', state: 'failed', reason: 'A mailbox answered.' },
    { kind: 'sms', state: 'handed' },
  ]);
  // What the mailbox hung up later says nothing new.
  await signed(url, { CallSid: calls[0]?.ref ?? '', CallStatus: 'completed' });
  expect((await stateOf(title))?.state).toBe('triggered');
  expect([one.title, second.title]).not.toContain(title);
});

test('a call that nobody answers within 45 s is followed by the next rule', async () => {
  await rules('voice', 'sms');
  const title = await page();
  slice.clock.advance({ seconds: 44 });
  await slice.app.settled();
  expect(await deliveries(title)).toHaveLength(1);
  slice.clock.advance({ seconds: 1 });
  await slice.app.settled();
  expect(await deliveries(title)).toMatchObject([
    { kind: 'voice', state: 'failed' },
    { kind: 'sms', state: 'handed' },
  ]);
});

test('a test tells each step, and its receipt stands among the last messages', async () => {
  const tried = await slice.http('POST', '/api/v1/phone-providers/twilio/test', {
    body: { class: 'sms', to: '+34 600 111 222' },
  });
  expect(tried.json).toMatchObject({ steps: [{ done: true }, { done: true }, { done: false }] });
  await twilio('POST', '/_twilio/simulate/message-status', {
    MessageSid: (await lastMessage()).sid,
    Status: 'delivered',
  });
  const { json } = await slice.http('GET', '/api/v1/phone-providers');
  expect(inside(json, 'items', 0, 'recent', 0)).toMatchObject({ isTest: true, state: 'delivered' });
  const wrong = await slice.http('POST', '/api/v1/phone-providers/twilio/test', {
    body: { class: 'sms', to: '600' },
  });
  expect(wrong.json).toMatchObject({ steps: [{ done: false }], attempt: null });
});

test('whoever guesses is made to wait, and the provider behind the same address is not', async () => {
  const title = await page();
  const form = {
    From: theirs,
    To: ours,
    Body: codeIn((await lastMessage()).body),
    MessageSid: 'SM2',
    SmsStatus: 'received',
  };
  const answers: number[] = [];
  for (let i = 0; i < 70; i += 1)
    answers.push(
      (await signed(callbacks.inbound.replace(/[^/]+\/inbound$/, `guess-${i}/inbound`), form)).status,
    );
  expect([answers[0], answers.at(-1)]).toEqual([404, 429]);
  expect((await signed(callbacks.inbound, form)).text).toContain(`Acknowledged by you: ${title}`);
});
