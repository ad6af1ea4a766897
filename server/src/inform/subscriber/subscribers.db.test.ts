/** Subscribing without an account, agreeing, being told in a real mail server and by a webhook, and ending it. */
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { importHistory, previewHistory } from '@muster/contract/inform/history';
import { pageNews } from '@muster/contract/inform/news';
import { eraseSubscriber, exportSubscriber, listSubscribers } from '@muster/contract/inform/subscribers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FakeMailServer, startMailServer } from '../../../test/harness/providers.ts';
import { openSlice, problemOf, type Slice } from '../../../test/harness/slice.ts';
import { byItself } from '../../platform/action.ts';
import { sql } from '../../platform/db.ts';

let slice: Slice;
let mails: FakeMailServer;
let hook: Awaited<ReturnType<typeof startHook>>;
beforeAll(async () => {
  [mails, hook] = [await startMailServer(), await startHook()];
  slice = await openSlice({
    settings: {
      mail: { url: mails.url, from: 'Muster <news@muster.example>' },
      allowTargets: ['127.0.0.1/32'],
      apiRate: 3_000,
    },
  });
  await openPage();
});
afterAll(async () => {
  await slice.stop();
  await mails.close();
  await new Promise((done) => hook.server.close(done));
});

const hostile = 'Checkout\r\nBcc: eve@example.org <script>alert(1)</script>';
const [page, cart, pay] = [1, 2, 3].map((n) => `0197a000-0000-7000-8000-00000000000${n}`) as [
  string,
  string,
  string,
];
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const stranger = (method: string, path: string, body?: string | object, headers = {}) =>
  slice.http(method, path, { token: null, ...(body === undefined ? {} : { body }), headers });
const ask = (body: object, to = 'shop') => stranger('POST', `/status/${to}/subscribers`, body);
const mailsTo = (address: string) => mails.received.filter((one) => one.to.includes(address));
const linkIn = (text = '') =>
  new URL(/https?:\/\/\S+\/(?:confirm|subscription)\/\S+/.exec(text)?.[0] ?? 'http://x').pathname;
const rowsOf = (state: string) =>
  slice.rows<{ id: string }>(sql`select id from inform.subscribers where state = ${state}`);

async function openPage() {
  const now = slice.clock.now();
  const { db } = slice.platform;
  await db.run(sql`
    insert into inform.status_pages (id, name, title, visibility, logo, two_persons, follows, created_at, changed_at)
    values (${page}, 'shop', 'The shop', 'public', '', false, 'nothing', ${now}, ${now}),
      (${'0197a000-0000-7000-8000-000000000009'}, 'inside', 'Inside', 'internal', '', false, 'nothing', ${now}, ${now})`);
  for (const [place, [id, name]] of [
    [cart, 'Cart'],
    [pay, 'Payments'],
  ].entries())
    await db.run(sql`
      insert into inform.components (id, page, name, about, services, place, since)
      values (${id}, ${page}, ${name}, '', '{}', ${place}, ${now})`);
}

/** Puts something on the page and tells it, as publishing does. */
async function say(notice: string, text: string, components: string[], title = hostile) {
  await byItself(slice.platform, 'test.say', async (act) => {
    const told = JSON.stringify(components.map((id) => ({ id, state: 'partial_outage' })));
    await act.tx.run(sql`
      insert into inform.notices (id, page, created_at) values (${notice}, ${page}, ${act.now})
      on conflict (id) do nothing`);
    await act.tx.run(sql`
      insert into inform.page_updates (id, notice, title, state, text, components, at, by, waiting)
      values (${act.newId()}, ${notice}, ${title}, 'investigating', ${text}, ${told}::jsonb, ${act.now}, 'rex', false)`);
    act.publish(pageNews(page, { page, notice, components, act: 'created' }));
  });
  await slice.app.settled();
}

async function agree(mail: string, components: string[] = []) {
  await ask({ mail, components });
  await slice.app.settled();
  const link = linkIn(mailsTo(mail).at(-1)?.text);
  expect((await stranger('POST', link, '', form)).status).toBe(200);
  return link;
}

test('nobody is told before the mailbox has agreed, and looking at the link is not agreeing', async () => {
  const shown = await stranger('GET', '/status/shop/subscribe');
  expect([shown.status, shown.text]).toEqual([200, expect.stringContaining('Payments')]);
  const asked = await stranger('POST', '/status/shop/subscribers', 'mail=Ana@Example.org', form);
  expect([asked.status, asked.text]).toEqual([202, expect.stringContaining('Look into your mailbox')]);
  await slice.app.settled();
  const [mail] = mailsTo('Ana@example.org');
  expect(mail?.subject).toBe('The shop: confirm your subscription');
  const link = linkIn(mail?.text);
  for (let i = 0; i < 2; i += 1) expect((await stranger('GET', link)).text).toContain('Send me the news');
  await say('0197a000-0000-7000-8000-0000000000a1', 'Too early.', [cart]);
  expect(mailsTo('Ana@example.org')).toHaveLength(1);
  expect((await stranger('POST', link, '', form)).text).toContain('You get the news from now on.');
  // It works once, and what scanners see then tells nothing.
  expect([(await stranger('POST', link, '', form)).status, (await stranger('GET', link)).status]).toEqual([
    404, 404,
  ]);
});

test('a mail says it in text and in HTML, hangs together, and ends with one click', async () => {
  await agree('ben@example.org');
  const notice = '0197a000-0000-7000-8000-0000000000a2';
  await say(notice, 'It is <b>slow</b>.\n\nWe look into it.', [pay]);
  await say(notice, 'It is mended.', [pay]);
  const [, first, second] = mailsTo('ben@example.org');
  expect(first?.subject).toBe('The shop: Checkout Bcc: eve@example.org <script>alert(1)</script>');
  expect([first?.to, first?.headers.has('bcc')]).toEqual([['ben@example.org'], false]);
  expect(first?.text).toContain('It is <b>slow</b>.');
  expect(first?.text).toContain('- Payments: partial outage');
  expect(first?.html).toContain('&lt;b&gt;slow');
  expect(first?.html).not.toMatch(/<(script|b|img|link)\b/);
  const header = (mail: typeof first, name: string) => mail?.headers.get(name)?.[0];
  expect(header(second, 'in-reply-to')).toBe(header(first, 'message-id'));
  expect(header(second, 'references')).toBe(`<${notice}@muster.example> ${header(first, 'message-id')}`);
  expect(header(first, 'references')).toBe(`<${notice}@muster.example>`);
  expect(header(second, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  const oneClick = new URL(header(second, 'list-unsubscribe')?.slice(1, -1) ?? '').pathname;
  expect((await stranger('GET', oneClick)).text).toContain('<form method="post"');
  expect((await stranger('POST', oneClick, 'List-Unsubscribe=One-Click', form)).status).toBe(200);
  await say(notice, 'Nobody hears this.', [pay]);
  expect(mailsTo('ben@example.org')).toHaveLength(3);
  expect((await stranger('POST', oneClick, '', form)).status).toBe(200);
});

test('what stands on the page is told once, however often and by how many events at once it is asked for', async () => {
  await agree('ida@example.org');
  const notice = '0197a000-0000-7000-8000-0000000000b6';
  const heard = () => mailsTo('ida@example.org').slice(1);
  await say(notice, 'The till is slow.', [pay]);
  const again = (...acts: ('created' | 'updated' | 'retracted')[]) =>
    byItself(slice.platform, 'test.again', async (act) => {
      for (const one of acts) act.publish(pageNews(page, { page, notice, components: [pay], act: one }));
    });
  await again('created', 'updated');
  await slice.app.settled();
  expect(heard()).toHaveLength(1);
  // Taken back before the news of it were looked at: that is told, and not what it said as if it held.
  await slice.rows(sql`
    update inform.page_updates set retracted_at = ${slice.clock.now().add({ seconds: 1 })} where notice = ${notice}`);
  await again('updated', 'retracted');
  await slice.app.settled();
  expect(heard().map((one) => /This was taken back\./.test(one.text ?? ''))).toEqual([false, true]);
});

test('whoever chose components hears of these only, and changes that by a secret link', async () => {
  await agree('cai@example.org', [cart]);
  await say('0197a000-0000-7000-8000-0000000000a3', 'Payments fail.', [pay]);
  expect(mailsTo('cai@example.org')).toHaveLength(1);
  await say('0197a000-0000-7000-8000-0000000000a4', 'The cart is empty.', [cart]);
  const told = mailsTo('cai@example.org').at(-1);
  const own = linkIn(told?.text);
  expect((await stranger('GET', own)).text).toMatch(/They come to c…@example\.org/);
  expect((await stranger('POST', own, `components=${pay}`, form)).text).toContain('It is kept.');
  await say('0197a000-0000-7000-8000-0000000000a5', 'Payments fail again.', [pay]);
  expect(mailsTo('cai@example.org').at(-1)?.text).toContain('Payments fail again.');
  const foreign = `${own.slice(0, -4)}AAAA`;
  expect([
    (await stranger('GET', foreign)).status,
    (await stranger('POST', foreign, '', form)).status,
  ]).toEqual([404, 404]);
});

test('the answer is the same whoever it is, and no mailbox is bombed', async () => {
  const before = mailsTo('dan@example.org').length;
  const answers = [];
  for (const mail of [
    'dan@example.org',
    'DAN@example.org',
    'd.an+x@example.org',
    'dan+1@example.org',
    'dan+2@example.org',
  ])
    answers.push(await ask({ mail }));
  answers.push(await ask({ mail: 'cai@example.org' }));
  await slice.app.settled();
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  const all = mails.received.filter((one) => one.to.some((to) => /^d\.?an(\+.)?@/i.test(to)));
  expect(all.length - before).toBe(3);
  // Whoever gets the news already is only sent the own link.
  expect(mailsTo('cai@example.org').at(-1)?.subject).toBe('The shop: your subscription');
});

test.each<[string, string, object | string, number, string]>([
  ['no address', 'shop', {}, 422, 'one of the two'],
  ['no mail address', 'shop', { mail: 'ana@' }, 422, 'no mail address'],
  ['two in one', 'shop', { mail: 'a@example.org, b@example.org' }, 422, 'no mail address'],
  ['a header in it', 'shop', { mail: 'a@example.org\r\nBcc: b@example.org' }, 422, 'no mail address'],
  ['both', 'shop', { mail: 'a@example.org', webhook: 'https://x.example' }, 422, 'one of the two'],
  ['a file', 'shop', { webhook: 'file:///etc/passwd' }, 422, 'no address of a webhook'],
  [
    'a component of elsewhere',
    'shop',
    { mail: 'a@example.org', components: ['x'] },
    422,
    'no such component',
  ],
  ['something else', 'shop', { mail: 'a@example.org', admin: true }, 422, ''],
  ['no JSON', 'shop', 'mail', 422, 'no JSON object'],
  ['an internal page', 'inside', { mail: 'a@example.org' }, 404, ''],
  ['no page', 'none', { mail: 'a@example.org' }, 404, ''],
])('%s is refused', async (_, to, body, status, detail) => {
  const answer = await ask(body as object, to);
  expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(detail)]);
});

test('a webhook repeats its word before it is told, and what it is told is signed', async () => {
  await ask({ webhook: `${hook.url}/good` });
  await ask({ webhook: `${hook.url}/mute` });
  await ask({ webhook: 'http://169.254.169.254/latest' });
  await slice.app.settled();
  const asked = hook.got.find((one) => one.path === '/good');
  await say('0197a000-0000-7000-8000-0000000000a6', 'It is slow.', [cart], 'Slow');
  const told = hook.got.filter((one) => one.path === '/good').at(-1);
  expect(told?.json).toMatchObject({
    type: 'status',
    page: { name: 'The shop', slug: 'shop' },
    notice: { title: 'Slow', text: 'It is slow.', state: 'Investigating' },
  });
  const key = Buffer.from((asked?.json.secret ?? '').slice(6), 'base64');
  const signed = `${told?.headers['webhook-id']}.${told?.headers['webhook-timestamp']}.${told?.body}`;
  expect(told?.headers['webhook-signature']).toBe(
    `v1,${createHmac('sha256', key).update(signed).digest('base64')}`,
  );
  expect(hook.got.filter((one) => one.path === '/mute')).toHaveLength(1);
});

test('a mailbox that is not there is written to no more; a webhook that fails for a day is called no more', async () => {
  await agree('eve@example.org');
  mails.behave({ code: 550, at: 'rcpt' });
  const before = mails.received.length;
  await say('0197a000-0000-7000-8000-0000000000a7', 'It is slow.', [], 'Slow');
  mails.behave('accept');
  expect(mails.received.length).toBe(before);
  const gone = await rowsOf('gone');
  expect(gone.length).toBeGreaterThan(0);
  hook.status = 500;
  await say('0197a000-0000-7000-8000-0000000000a8', 'Still slow.', [], 'Slow');
  for (let hours = 0; hours < 26 && (await rowsOf('off')).length === 0; hours += 1) {
    slice.clock.advance({ hours: 1 });
    await slice.app.settled();
  }
  hook.status = 200;
  expect(await rowsOf('off')).toHaveLength(1);
  const letter = mails.received.find((one) => one.subject === 'A webhook of The shop takes nothing');
  expect(letter?.to).toEqual(['ada@example.org']);
  const calls = hook.got.length;
  await say('0197a000-0000-7000-8000-0000000000a9', 'Nobody is called.', [], 'Slow');
  expect(hook.got.length).toBe(calls);
});

test('an administrator sees how many there are, what is kept of one, and takes one out; nothing is readable at rest', async () => {
  await agree('fay@example.org');
  const list = await slice.as('admin')(listSubscribers, {
    params: { name: 'shop' },
    query: { state: 'confirmed' },
  });
  expect(list.items[0]).toMatchObject({
    kind: 'mail',
    to: 'f…@example.org',
    state: 'confirmed',
    components: null,
  });
  expect(list.counts).toMatchObject({ mail: expect.any(Number), stopped: expect.any(Number) });
  const kept = JSON.stringify([
    await slice.rows(sql`select * from inform.subscribers`),
    await slice.rows(sql`select * from inform.subscription_asks`),
    await slice.rows(sql`select * from platform.deliveries`),
    await slice.rows(sql`select * from platform.audit`),
  ]);
  expect(kept).not.toMatch(/fay@|127\.0\.0\.1:\d+\/good/);
  expect(JSON.stringify(slice.lines)).not.toContain('fay@');
  const body = { address: 'fay@example.org' };
  const found = await slice.as('admin')(exportSubscriber, { params: { name: 'shop' }, body });
  expect(found.items).toMatchObject([{ to: 'fay@example.org' }]);
  const id = found.items[0]?.id ?? '';
  await slice.as('admin')(eraseSubscriber, { params: { name: 'shop', id } });
  expect((await slice.as('admin')(exportSubscriber, { params: { name: 'shop' }, body })).items).toEqual([]);
  const again = problemOf(slice.as('admin')(eraseSubscriber, { params: { name: 'shop', id } }));
  expect((await again).code).toBe('not_found');
});

test('whoever types in many addresses is made to wait', async () => {
  const answers = [];
  for (let i = 0; i < 60; i += 1) answers.push((await ask({ mail: 'x' })).status);
  expect(answers.at(-1)).toBe(429);
});

test('one that never agreed is forgotten after a week', async () => {
  const asked = await rowsOf('asked');
  expect(asked.length).toBeGreaterThan(0);
  slice.clock.advance({ hours: 24 * 8 });
  await slice.app.settled();
  const left = (await rowsOf('asked')).map((one) => one.id);
  expect(asked.filter(({ id }) => left.includes(id))).toEqual([]);
});

test('a history of 800 incidents is brought over once, however often it is sent, and nobody is told', async () => {
  const incidents = Array.from({ length: 800 }, (_, n) => ({
    id: `i${n}`,
    name: `Incident ${n}`,
    status: 'resolved',
    impact: 'minor',
    created_at: '2025-05-01T10:00:00Z',
    resolved_at: '2025-05-01T11:00:00Z',
    components: [{ name: 'Search' }],
    incident_updates: [
      {
        id: 'u',
        status: n === 7 ? 'odd' : 'investigating',
        body: hostile,
        created_at: '2025-05-01T10:00:00Z',
      },
    ],
  }));
  const given = { params: { name: 'shop' }, body: { incidents } };
  const [admin, before] = [slice.as('admin'), mails.received.length];
  const planned = await admin(previewHistory, given);
  expect(planned.incidents).toEqual({ new: 799, changed: 0, same: 0 });
  const first = await admin(importHistory, given);
  expect(first).toEqual(planned);
  expect(first.refused).toEqual([
    { pointer: '/incidents/7/incident_updates/0/status', message: 'is no state that we know' },
  ]);
  const again = await admin(importHistory, given);
  expect(again).toMatchObject({ incidents: { new: 0, changed: 0, same: 799 }, hash: first.hash });
  const kept = await slice.rows<{ notices: number; updates: number }>(sql`
    select (select count(*)::int from inform.notices where source is not null and page = ${page}) as notices,
      (select count(*)::int from inform.page_updates u join inform.notices n on n.id = u.notice
        where n.source is not null and n.page = ${page}) as updates`);
  expect(kept).toEqual([{ notices: 799, updates: 2 * 799 }]);
  await slice.app.settled();
  expect(mails.received.length).toBe(before);
  const bad = problemOf(admin(importHistory, { params: { name: 'shop' }, body: { page: 'x' } }));
  expect((await bad).code).toBe('invalid');
});

interface Got {
  path: string;
  headers: Record<string, unknown>;
  body: string;
  json: { type?: string; secret?: string; challenge?: string };
}

/** Repeats the word that it is sent, but for `/mute`. */
async function startHook() {
  const state = { got: [] as Got[], status: 200, url: '' };
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks).toString();
    const json: Got['json'] = JSON.parse(body);
    state.got.push({ path: request.url ?? '', headers: request.headers, body, json });
    const word = request.url === '/mute' ? 'hello' : (json.challenge ?? '');
    response.writeHead(state.status).end(word);
  };
  const server = createServer((request, response) => void take(request, response));
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  // Listening on TCP, so it is no pipe.
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(state, { server });
}
