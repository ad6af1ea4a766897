/** Who is told of news, by which way, with which result: from the list to the mail server. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type FakeMailServer,
  type FakeReceiver,
  startMailServer,
  startReceiver,
} from '../../../test/harness/providers.ts';
import { inside, openSlice, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';

let slice: Slice;
let mail: FakeMailServer;
let hooks: FakeReceiver;
beforeAll(async () => {
  mail = await startMailServer();
  hooks = await startReceiver();
  slice = await openSlice({
    settings: {
      mail: { url: mail.url, from: 'Muster <news@muster.example>' },
      allowTargets: ['127.0.0.0/8'],
    },
  });
});
afterAll(async () => {
  await slice.stop();
  await mail.close();
  await hooks.close();
});

type Who = 'admin' | 'responder' | 'stakeholder';
async function ask(method: string, path: string, body?: object, who: Who = 'admin') {
  const { status, json } = await slice.http(method, `/api/v1${path}`, { token: slice.tokens[who], body });
  return { status, json };
}
const declare = async (over: object = {}) => {
  const { json } = await ask(
    'POST',
    '/incidents',
    { title: 'Checkout fails', services: ['checkout'], ...over },
    'responder',
  );
  return `${inside(json, 'ref')}`;
};
let lists = 0;
async function list(members: object[], over: object = {}) {
  const made = await ask('POST', '/audience-lists', { name: `List ${++lists}`, audience: 'staff', ...over });
  const id = `${inside(made.json, 'id')}`;
  const added = await ask('POST', `/audience-lists/${id}/members`, { members });
  expect([made.status, added.status]).toEqual([201, 201]);
  return { id, remove: () => ask('DELETE', `/audience-lists/${id}`) };
}
async function say(ref: string, over: object = {}) {
  const body = { audience: 'staff', text: 'Payments are slow. We look into it.', publish: true, ...over };
  const sent = await ask('POST', `/incidents/${ref}/updates`, body, 'responder');
  expect(sent.status).toBe(201);
  await slice.app.settled();
  return `${inside(sent.json, 'items', 0, 'id')}`;
}
interface Told {
  label: string;
  why: string;
  state: string;
  reason: string;
}
async function told(ref: string, nth = 0) {
  const { json } = await ask('GET', `/incidents/${ref}/sendings`, undefined, 'responder');
  const sending = inside(json, 'items', nth);
  const { json: all } = await ask('GET', `/incidents/${ref}/sendings/${inside(sending, 'id')}/tellings`);
  return {
    act: inside(sending, 'act'),
    counts: inside(sending, 'counts'),
    items: inside(all, 'items') as Told[],
  };
}
const mailsAbout = (ref: string) => mail.received.filter((one) => one.subject.startsWith(`${ref}:`));

test('everybody on the lists is told once, and it is on record by which list and with which result', async () => {
  const first = await list([
    { kind: 'person', name: 'ada' },
    { kind: 'team', name: 'payments' },
  ]);
  const second = await list(
    [
      { kind: 'mail', to: 'desk@example.org' },
      { kind: 'person', name: 'ada' },
    ],
    {
      services: ['checkout'],
    },
  );
  const elsewhere = await list([{ kind: 'person', name: 'sten' }], { services: ['ledger'] });
  const ref = await declare();
  await say(ref);
  const { counts, items } = await told(ref);
  expect(counts).toEqual({ waiting: 0, sent: 3, failed: 0, withheld: 0 });
  expect(new Set(items.map(({ label, state }) => `${label} ${state}`))).toEqual(
    new Set(['ada sent', 'd…@example.org sent', 'rex sent']),
  );
  expect(items.find((one) => one.label === 'rex')?.why).toBe('list List 1, team payments');
  const mails = mailsAbout(ref);
  expect(mails).toHaveLength(3);
  expect(new Set(mails.map((one) => one.to[0]))).toEqual(
    new Set(['ada@example.org', 'desk@example.org', 'rex@example.org']),
  );
  await Promise.all([first.remove(), second.remove(), elsewhere.remove()]);
});

test('mails of an incident are one conversation, with one subject, and say the same as text and as HTML', async () => {
  const { remove } = await list([{ kind: 'mail', to: 'thread@example.org' }]);
  const ref = await declare({ title: 'Checkout <b>fails</b>' });
  await say(ref, { text: 'First.\nSecond <script>alert(1)</script>' });
  await ask('PATCH', `/incidents/${ref}`, { title: 'All of it fails' }, 'responder');
  await say(ref, { text: 'More.', nextInMinutes: 30 });
  const [one, two] = mailsAbout(ref);
  expect([one?.subject, two?.subject]).toEqual(Array(2).fill(`${ref}: Checkout <b>fails</b>`));
  const id = one?.headers.get('message-id')?.[0];
  const root = one?.headers.get('references')?.[0];
  expect(two?.headers.get('in-reply-to')).toEqual([id]);
  expect(two?.headers.get('references')).toEqual([`${root} ${id}`]);
  expect(one?.headers.get('list-unsubscribe')).toBeUndefined();
  expect(one?.text).toContain('Second <script>alert(1)</script>');
  expect(one?.html).toContain('Second &lt;script&gt;alert(1)&lt;/script&gt;');
  expect(one?.html).not.toMatch(/<(script|img|b>)/);
  expect(two?.text).toContain('Next news: by 2026-03-02 10:30 UTC');
  expect(two?.html).toContain('by 2026-03-02 10:30 UTC');
  await remove();
});

test('each channel gets its own form, and no address is shown again whole', async () => {
  const url = `${hooks.url}/hidden-path`;
  const { id, remove } = await list([
    { kind: 'webhook', url: `${url}/w`, secret: 'a-secret-of-ours' },
    { kind: 'slack', url: `${url}/s`, label: 'Support room' },
    { kind: 'msteams', url: `${url}/t` },
  ]);
  const ref = await declare();
  await say(ref, { text: 'Slow <!channel> [x](javascript:1)' });
  const got = new Map(hooks.received.map((one) => [one.path.slice(-1), one]));
  const [w, s, t] = ['w', 's', 't'].map((one) => JSON.parse(`${got.get(one)?.body}`));
  expect(w).toMatchObject({ type: 'news', act: 'published', text: 'Slow <!channel> [x](javascript:1)' });
  expect(got.get('w')?.headers['webhook-signature']).toMatch(/^v1,/);
  expect(s.text).toContain('&lt;!channel&gt;');
  expect(JSON.stringify(s.blocks)).not.toContain('mrkdwn');
  expect(t.attachments[0].content.body[1].inlines[0].text).toBe('Slow <!channel> [x](javascript:1)');
  const shown = await ask('GET', `/audience-lists/${id}/members`);
  expect(JSON.stringify(shown.json)).not.toMatch(/hidden-path|a-secret/);
  const stored = await slice.rows<{ row: string }>(
    sql`select to_jsonb(m)::text as row from inform.list_members m`,
  );
  expect(JSON.stringify(stored)).not.toMatch(/hidden-path|a-secret/);
  const logged = await slice.rows<{ row: string }>(
    sql`select to_jsonb(a)::text as row from platform.audit a`,
  );
  expect(JSON.stringify(logged)).not.toMatch(/hidden-path|a-secret/);
  await remove();
});

test('a test is sent to one member, says that it is one, and its result stands beside the member', async () => {
  const { id, remove } = await list([
    { kind: 'slack', url: 'http://10.1.2.3/x' },
    { kind: 'mail', to: 'try@example.org' },
  ]);
  const before = await ask('GET', `/audience-lists/${id}/members`);
  for (const nth of [0, 1])
    expect(
      (await ask('POST', `/audience-lists/${id}/members/${inside(before.json, 'items', nth, 'id')}/test`))
        .status,
    ).toBe(202);
  await slice.app.settled();
  const after = await ask('GET', `/audience-lists/${id}/members`);
  // An address inside the company is not called unless the operator allows it (row 66).
  expect(inside(after.json, 'items', 0, 'test')).toMatchObject({
    state: 'failed',
    reason: expect.stringMatching(/private/i),
  });
  expect(inside(after.json, 'items', 1, 'test')).toMatchObject({ state: 'sent' });
  expect(mail.received.at(-1)).toMatchObject({
    subject: 'A test from Muster',
    text: expect.stringContaining('Nothing is wrong'),
  });
  await remove();
});

test('those outside read their own words only', async () => {
  const { remove } = await list([{ kind: 'mail', to: 'customer@example.org' }], { audience: 'customers' });
  const ref = await declare({ title: 'db-7 is on fire' });
  await say(ref, {
    audience: 'customers',
    title: 'Slow payments',
    text: 'Paying takes longer.',
    state: 'identified',
  });
  const got = mail.received.find((one) => one.to[0] === 'customer@example.org');
  expect(got?.subject).toBe('Slow payments');
  expect(`${got?.text}${got?.html}`).toContain('State: Cause found');
  expect(`${got?.subject}${got?.text}${got?.html}`).not.toMatch(/INC-|db-7|muster\.example\.org/);
  await remove();
});

test('of a private incident only its members hear, whatever lists and subscriptions say', async () => {
  const { remove } = await list([
    { kind: 'team', name: 'payments' },
    { kind: 'mail', to: 'outside@example.org' },
  ]);
  const followed = await ask(
    'POST',
    '/me/subscriptions',
    { kind: 'service', subject: 'checkout' },
    'stakeholder',
  );
  const ref = await declare({ private: true });
  await say(ref);
  const { json } = await ask('GET', `/incidents/${ref}/sendings`, undefined, 'responder');
  const path = `/incidents/${ref}/sendings/${inside(json, 'items', 0, 'id')}/tellings`;
  const mine = await ask('GET', path, undefined, 'responder');
  expect((inside(mine.json, 'items') as Told[]).map((one) => one.label)).toEqual(['rex']);
  for (const outside of [path, `/incidents/${ref}/sendings`, `/incidents/${ref}/recipients/staff`])
    expect((await ask('GET', outside, undefined, 'admin')).status).toBe(404);
  expect(
    (await ask('POST', '/me/subscriptions', { kind: 'incident', subject: ref }, 'stakeholder')).status,
  ).toBe(404);
  const id = inside(followed.json, 'items', 0, 'id');
  expect((await ask('DELETE', `/me/subscriptions/${id}`, undefined, 'responder')).status).toBe(404);
  expect((await ask('DELETE', `/me/subscriptions/${id}`, undefined, 'stakeholder')).status).toBe(204);
  await remove();
});

test('whoever follows is told by mail, and stops with one click, which looking at the link is not', async () => {
  const ref = await declare();
  await ask('POST', '/me/subscriptions', { kind: 'incident', subject: ref }, 'stakeholder');
  const twice = await ask('POST', '/me/subscriptions', { kind: 'incident', subject: ref }, 'stakeholder');
  expect(inside(twice.json, 'items')).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'incident', ref, label: 'Checkout fails', via: 'account' }),
    ]),
  );
  await say(ref);
  const got = mailsAbout(ref).find((one) => one.to[0] === 'sten@example.org');
  expect(got?.headers.get('list-unsubscribe-post')).toEqual(['List-Unsubscribe=One-Click']);
  const link = /<(.+)>/.exec(got?.headers.get('list-unsubscribe')?.[0] ?? '')?.[1] ?? '';
  const { pathname } = new URL(link);
  const look = await slice.http('GET', pathname, { token: null });
  expect([look.status, look.text]).toEqual([200, expect.stringContaining('<form method="post"')]);
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const click = { token: null, headers: form, body: 'List-Unsubscribe=One-Click' };
  expect((await slice.http('POST', pathname, click)).status).toBe(200);
  expect((await slice.http('POST', pathname, click)).status).toBe(200);
  expect((await slice.http('POST', `${pathname}x`, click)).status).toBe(404);
  const count = mail.received.length;
  await say(ref, { text: 'Later.' });
  expect(
    mail.received
      .slice(count)
      .filter((one) => one.subject.startsWith(ref) && one.to[0] === 'sten@example.org'),
  ).toEqual([]);
});

test('who got news that are taken back or put right hears of it, and nobody else', async () => {
  const { remove } = await list([
    { kind: 'mail', to: 'gone@example.org' },
    { kind: 'mail', to: 'back@example.org' },
  ]);
  const ref = await declare();
  mail.behave({ code: 550, at: 'rcpt' }, 'accept');
  const update = await say(ref, { text: 'All data is lost.' });
  const { counts } = await told(ref);
  expect(counts).toMatchObject({ sent: 1, failed: 1 });
  const heard = mailsAbout(ref)[0]?.to[0];
  const put = await ask(
    'POST',
    `/incidents/${ref}/updates/${update}/correction`,
    { text: 'No data is lost.', reason: 'wrong' },
    'responder',
  );
  expect(put.status).toBe(200);
  await slice.app.settled();
  const back = await ask(
    'POST',
    `/incidents/${ref}/updates/${update}/retraction`,
    { reason: 'secret why' },
    'responder',
  );
  expect(back.status).toBe(200);
  await slice.app.settled();
  const mails = mailsAbout(ref);
  expect(mails.map((one) => one.to[0])).toEqual([heard, heard, heard]);
  expect(mails[1]?.text).toMatch(
    /^This takes the place of what we wrote at 2026-03-02 10:00 UTC\.\s+No data is lost\./,
  );
  expect(mails[2]?.text).toContain('We take back what we wrote');
  expect(`${mails[2]?.text}`).not.toContain('secret why');
  await remove();
});

test('teams whose services depend on what is affected are proposed, and told once somebody says so', async () => {
  const ref = await declare({ services: ['ledger'] });
  const shown = await ask('GET', `/incidents/${ref}/recipients/executives`, undefined, 'responder');
  expect(shown.json).toMatchObject({
    total: 0,
    proposed: [{ team: 'payments', people: 2, because: [{ service: 'checkout', on: 'ledger' }] }],
  });
  const added = await ask(
    'PUT',
    `/incidents/${ref}/recipients/executives/teams/payments`,
    undefined,
    'responder',
  );
  expect(added.json).toMatchObject({
    total: 2,
    proposed: [],
    teams: [{ team: 'payments', people: 2, by: 'rex' }],
  });
  await say(ref, { audience: 'executives' });
  expect((await told(ref)).counts).toMatchObject({ sent: 2 });
  expect(new Set((await told(ref)).items.map((one) => `${one.label}: ${one.why}`))).toEqual(
    new Set(['ada: team payments, added', 'rex: team payments, added']),
  );
  expect(
    (await ask('DELETE', `/incidents/${ref}/recipients/executives/teams/payments`, undefined, 'responder'))
      .status,
  ).toBe(204);
});

test.each<[string, object, string]>([
  ['a person who is not there', { kind: 'person', name: 'nobody' }, '/members/0/name'],
  ['a team that is not there', { kind: 'team', name: 'nobody' }, '/members/0/name'],
  ['a number that cannot exist', { kind: 'sms', to: '+9999999999' }, '/members/0/to'],
  [
    'an address with a line break',
    { kind: 'mail', to: 'a@example.org\nBcc: b@example.org' },
    '/members/0/to',
  ],
  ['an address of another protocol', { kind: 'slack', url: 'javascript:alert(1)' }, '/members/0/url'],
])('%s is refused and nobody is added', async (_, member, pointer) => {
  const { id, remove } = await list([{ kind: 'mail', to: 'first@example.org' }]);
  const { status, json } = await ask('POST', `/audience-lists/${id}/members`, { members: [member] });
  expect([status, inside(json, 'errors', 0, 'pointer')]).toEqual([422, pointer]);
  expect(inside((await ask('GET', `/audience-lists/${id}/members`)).json, 'items')).toHaveLength(1);
  await remove();
});

test('a question that new news answer is answered with them, and whoever asked gets a letter', async () => {
  const ref = await declare({ command: true });
  for (const text of ['Do refunds work?', 'When is lunch?'])
    await ask('POST', `/incidents/${ref}/questions`, { text }, 'stakeholder');
  const text = 'Refunds work again.';
  await say(ref, { text });
  const letters = mail.received.filter((one) => one.subject.startsWith(`${ref}: your question is answered`));
  expect(letters).toMatchObject([{ to: ['sten@example.org'] }]);
  expect(letters[0]?.text).toMatch(/You asked: Do refunds work\?\s+Refunds work again\./);
  const { json } = await ask('GET', `/incidents/${ref}/questions`, undefined, 'stakeholder');
  expect(inside(json, 'mine')).toMatchObject([
    { text: 'When is lunch?', answer: null },
    { text: 'Do refunds work?', answer: { text, by: null, how: 'news' } },
  ]);
});
