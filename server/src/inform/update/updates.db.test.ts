/** News by way of the API, and signs that are put aside: what they change, what they refuse, what stays on record. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inside, openSlice, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

interface Shown {
  ref: string;
  detail: string;
  version: number;
  errors: { pointer: string }[];
  items: { id: string; audience: string; kind: string; text: string; title: string; nextAt: string | null }[];
  drafts: { audience: string; text: string; saved: { by: string } | null }[];
  nextUpdates: Record<string, string>;
  lastUpdate: { text: string; count: number } | null;
  dismissed: { nudge: string; reason: string }[];
  waiting: { id: string; audience: string; text: string; asked: string | null; mayApprove: boolean }[];
  unsent: { how: string; text: string; reason: string; by: { name: string } }[];
}
/** The tests read only what they name, and compare it. */
const asShown = (json: unknown) => json as Shown;
type Access = 'responder' | 'admin' | 'stakeholder';
async function send(method: string, path: string, body: object | undefined, access: Access = 'responder') {
  const token = slice.tokens[access];
  const { status, json } = await slice.http(method, `/api/v1/incidents${path}`, { token, body });
  return { status, json: asShown(json) };
}
const declare = async (body: object = {}) =>
  `/${(await send('POST', '', { title: 'Checkout answers 502', ...body })).json.ref}`;

test('news are sent, promise the next, and only those for staff reach everybody', async () => {
  const ref = await declare();
  const begun = await send('GET', `${ref}/updates`, undefined);
  expect(begun.json.items).toEqual([]);
  expect(begun.json.drafts.find((one) => one.audience === 'staff')?.text).toBe(
    'We are looking into Checkout answers 502, since 10:00 UTC. The impact is not known yet. A lead is being found.',
  );
  const body = { audience: 'staff', text: 'Checkout is slow. We look into it.', publish: true };
  const sent = await send('POST', `${ref}/updates`, { ...body, nextInMinutes: 15 });
  expect([sent.status, sent.json.items]).toMatchObject([
    201,
    [{ audience: 'staff', kind: 'heads-up', text: body.text, nextAt: '2026-03-02T10:15:00.000Z' }],
  ]);
  const secret = { audience: 'executives', text: 'A contract is at stake.', publish: true };
  expect((await send('POST', `${ref}/updates`, secret)).status).toBe(201);
  const stakeholder = await send('GET', `${ref}/brief`, undefined, 'stakeholder');
  expect(stakeholder.json.lastUpdate).toEqual({ at: '2026-03-02T10:00:00.000Z', text: body.text, count: 1 });
  expect(JSON.stringify(stakeholder.json)).not.toContain('contract');
  const still = await send('POST', `${ref}/updates`, {
    audience: 'staff',
    kind: 'still-working',
    publish: true,
  });
  expect(still.json.items[0]).toMatchObject({ kind: 'still-working', nextAt: null });
  const { json } = await send('GET', ref, undefined);
  expect(json.nextUpdates.staff).toBe('2026-03-02T10:30:00.000Z');
});

test('a draft is kept for whoever goes on with it, and ends when it is sent', async () => {
  const ref = await declare();
  const draft = { audience: 'customers', text: 'We look into {what}.', title: 'Checkout', publish: false };
  const places = { pages: ['shop'], components: [{ name: 'Checkout', state: 'partial_outage' }] };
  const kept = await send('POST', `${ref}/updates`, { ...draft, ...places });
  expect(kept.json.drafts.find((one) => one.audience === 'customers')).toMatchObject({
    saved: { by: 'rex' },
    ...places,
  });
  const again = await send('POST', `${ref}/updates`, draft);
  expect(again.json.drafts.find((one) => one.audience === 'customers')).toMatchObject({ pages: null });
  expect((await send('GET', ref, undefined)).json.nextUpdates.customers).toBe('2026-03-02T10:15:00.000Z');
  const refused = await send('POST', `${ref}/updates`, { ...draft, publish: true }, 'admin');
  expect([refused.status, refused.json.errors]).toEqual([
    422,
    [{ pointer: '/text', message: 'Still to be filled in: {what}.' }],
  ]);
  const sent = await send(
    'POST',
    `${ref}/updates`,
    { ...draft, text: 'We look into it.', publish: true },
    'admin',
  );
  expect(sent.json.items[0]).toMatchObject({ title: 'Checkout', text: 'We look into it.' });
  expect(sent.json.drafts.find((one) => one.audience === 'customers')).toMatchObject({ saved: null });
});

test.each<[string, object, number, string]>([
  ['no text', { audience: 'staff', publish: true }, 422, 'Write what they should know.'],
  ['an audience that is none', { audience: 'neighbours', text: 'x', publish: true }, 422, ''],
  [
    'still working before the first word',
    { audience: 'staff', kind: 'still-working', publish: true },
    409,
    'heads-up',
  ],
  ['an unknown field', { audience: 'staff', text: 'x', publish: true, mood: 'fine' }, 422, ''],
])('%s is refused and leaves nothing', async (_, body, status, detail) => {
  const ref = await declare();
  await slice.app.settled();
  const { version } = (await send('GET', ref, undefined)).json;
  const refused = await send('POST', `${ref}/updates`, body);
  expect([refused.status, refused.json.detail]).toEqual([status, expect.stringContaining(detail)]);
  expect((await send('GET', ref, undefined)).json.version).toBe(version);
});

test('of a private incident, those outside neither read news nor send any', async () => {
  const ref = await declare({ private: true });
  const body = { audience: 'staff', text: 'x', publish: false };
  expect((await send('POST', `${ref}/updates`, body)).status).toBe(201);
  const told = await slice.rows<{ subject: string }>(
    sql`select subject from platform.audit where action = 'inform.writeUpdate' order by id desc limit 1`,
  );
  expect(told).toEqual([{ subject: expect.stringContaining('private-incident:') }]);
  expect((await send('GET', `${ref}/updates`, undefined, 'admin')).status).toBe(404);
  expect((await send('POST', `${ref}/updates`, body, 'admin')).status).toBe(404);
  expect((await send('POST', `${ref}/nudges/updates:red/dismissal`, { reason: 'x' }, 'admin')).status).toBe(
    404,
  );
});

test('a sign is put aside with a reason, which is on record', async () => {
  const ref = await declare();
  const aside = `${ref}/nudges/command:red/dismissal`;
  expect((await send('POST', aside, { reason: 'too soon' })).status).toBe(409);
  slice.clock.advance({ minutes: 3 });
  expect((await send('POST', aside, { reason: ' ' })).status).toBe(422);
  const done = await send('POST', aside, { reason: 'cai is on the way' });
  expect(done.json.dismissed).toMatchObject([{ nudge: 'command:red', reason: 'cai is on the way' }]);
  expect((await send('POST', aside, { reason: 'again' })).json.dismissed).toHaveLength(1);
});

test('the commander, and nobody else, is told quietly of a sign that turned red', async () => {
  const ref = await declare({ command: true });
  await slice.app.settled();
  const before = await slice.rows(sql`select id from oncall.pages`);
  slice.clock.advance({ minutes: 9 });
  await slice.app.settled();
  const pages = await slice.rows<{ title: string; urgency: string; person: string }>(
    sql`select title, urgency, run #>> '{policy,steps,0,targets,0,user}' as person from oncall.pages order by id`,
  );
  const told = pages.slice(before.length).filter((one) => one.title.startsWith(ref.slice(1)));
  expect(told).toEqual([
    {
      title: `${ref.slice(1)}: the response needs you (Checkout answers 502)`,
      urgency: 'low',
      person: 'rex',
    },
  ]);
});

const critical = { severity: 'critical', command: true };
const toCustomers = { audience: 'customers', text: 'Payments fail for one in ten.', publish: true };

/** Written by ada for an incident that rex commands: they wait for his yes. */
async function waitingFor(ref: string, body: object = {}) {
  const { json } = await send('POST', `${ref}/updates`, { ...toCustomers, ...body }, 'admin');
  const [first] = json.waiting;
  if (!first) throw new Error('nothing waits');
  return first;
}

test('where the severity asks for a yes, news wait for it, and whoever wrote them cannot say it', async () => {
  const ref = await declare(critical);
  const { id, asked, mayApprove } = await waitingFor(ref);
  expect([asked, mayApprove]).toEqual(['rex', false]);
  const seen = await send('GET', `${ref}/updates`, undefined);
  expect([seen.json.items, seen.json.waiting]).toMatchObject([[], [{ id, mayApprove: true }]]);
  const owed = await slice.http('GET', '/api/v1/me/clocks', { token: slice.tokens.responder });
  expect(owed.json).toMatchObject({
    items: expect.arrayContaining([
      expect.objectContaining({
        ref: ref.slice(1),
        about: 'customers',
        clock: expect.objectContaining({ kind: 'approval' }),
      }),
    ]),
  });
  const yes = `${ref}/waiting-updates/customers/approval`;
  expect((await send('POST', yes, { id }, 'admin')).status).toBe(403);
  expect((await send('POST', `${ref}/updates`, toCustomers)).status).toBe(409);
  const { json } = await send('POST', yes, { id });
  expect([json.waiting, json.items]).toMatchObject([
    [],
    [{ id, text: toCustomers.text, by: { name: 'ada' }, approvedBy: 'rex' }],
  ]);
  expect((await send('POST', yes, { id })).status).toBe(409);
});

test('whoever is asked is told quietly, and a no gives the words back', async () => {
  const ref = await declare(critical);
  const { id } = await waitingFor(ref);
  const about = `${ref.slice(1)}: `;
  const titles = await slice.rows<{ title: string }>(
    sql`select title from oncall.pages where title like ${`${about}%`}`,
  );
  expect(titles).toEqual([{ title: `${about}news wait for your yes (Checkout answers 502)` }]);
  const no = { id, reason: 'Say what customers can do' };
  const { json } = await send('POST', `${ref}/waiting-updates/customers/withdrawal`, no);
  expect(json.waiting).toEqual([]);
  expect(json.drafts.find((one) => one.audience === 'customers')).toMatchObject({
    text: toCustomers.text,
    saved: { by: 'ada' },
  });
  const said = { how: 'refused', text: toCustomers.text, reason: no.reason, by: { name: 'rex' } };
  expect(json.unsent).toMatchObject([{ ...said, writtenBy: { name: 'ada' } }]);
});

test('at their time they go out by themselves, unless the severity has changed', async () => {
  const ref = await declare();
  const sendAt = slice.clock.now().add({ minutes: 10 }).toString();
  const body = { audience: 'staff', text: 'The switch begins.', publish: true, sendAt };
  const kept = await send('POST', `${ref}/updates`, body);
  expect([kept.status, kept.json.items, kept.json.waiting]).toMatchObject([201, [], [{ audience: 'staff' }]]);
  const held = await declare();
  await send('POST', `${held}/updates`, body);
  expect((await send('PATCH', held, { severity: 'critical' })).status).toBe(200);
  await slice.app.settled();
  slice.clock.advance({ minutes: 10 });
  await slice.app.settled();
  const out = await send('GET', `${ref}/updates`, undefined);
  expect([out.json.waiting, out.json.items]).toMatchObject([[], [{ text: body.text, by: { name: 'rex' } }]]);
  const { json } = await send('GET', `${held}/updates`, undefined);
  expect([json.waiting, json.items]).toEqual([[], []]);
  expect(json.unsent).toMatchObject([
    { how: 'held', reason: expect.stringContaining('severity has changed') },
  ]);
  expect(json.drafts.find((one) => one.audience === 'staff')).toMatchObject({ text: body.text });
  const late = { ...body, sendAt: slice.clock.now().toString() };
  expect((await send('POST', `${ref}/updates`, late)).status).toBe(422);
});

test('news are put right and taken back, and both stay in the history', async () => {
  const ref = await declare();
  const sent = await send('POST', `${ref}/updates`, {
    audience: 'staff',
    text: 'One in ten.',
    publish: true,
  });
  const [{ id } = { id: '' }] = sent.json.items;
  const right = { text: 'One in five.', reason: 'The number was wrong' };
  const corrected = await send('POST', `${ref}/updates/${id}/correction`, right);
  expect(corrected.json.items).toMatchObject([
    { id, text: 'One in five.', corrections: [{ text: 'One in ten.', by: 'rex', reason: right.reason }] },
  ]);
  expect((await send('GET', `${ref}/brief`, undefined, 'stakeholder')).json.lastUpdate?.text).toBe(
    'One in five.',
  );
  const back = { reason: 'It was another service' };
  const retracted = await send('POST', `${ref}/updates/${id}/retraction`, back);
  expect(retracted.json.items).toMatchObject([{ id, retracted: { by: 'rex', reason: back.reason } }]);
  const brief = await send('GET', `${ref}/brief`, undefined, 'stakeholder');
  expect(brief.json.lastUpdate?.text).toMatch(/^The news of \d\d:\d\d UTC were taken back\.$/);
  expect((await send('POST', `${ref}/updates/${id}/retraction`, back)).status).toBe(409);
  expect((await send('POST', `${ref}/updates/${id}/correction`, right)).status).toBe(409);
  const still = { audience: 'staff', kind: 'still-working', publish: true };
  expect((await send('POST', `${ref}/updates`, still)).status).toBe(409);
  const unknown = `${ref}/updates/01939a3a-0000-7000-8000-000000000000/retraction`;
  expect((await send('POST', unknown, back)).status).toBe(404);
});

test('where news need a yes, putting them right does, too', async () => {
  const ref = await declare(critical);
  const { id } = await waitingFor(ref);
  await send('POST', `${ref}/waiting-updates/customers/approval`, { id });
  const right = { text: 'One in five.', reason: 'The number was wrong' };
  const asked = await send('POST', `${ref}/updates/${id}/correction`, right, 'admin');
  const [waits] = asked.json.waiting;
  expect([asked.json.items, waits]).toMatchObject([[{ text: toCustomers.text }], { corrects: id }]);
  const { json } = await send('POST', `${ref}/waiting-updates/customers/approval`, { id: waits?.id });
  expect([json.waiting, json.items]).toMatchObject([
    [],
    [{ id, text: 'One in five.', corrections: [{ by: 'ada' }] }],
  ]);
});

test('a template of the company’s own is drafted, and goes without its yes as late as the company says', async () => {
  const path = '/api/v1/respond/settings';
  const before = await slice.http('GET', path, { token: slice.tokens.admin });
  const own = 'Our own words: some payments fail.';
  const change = (over: object) =>
    slice.http('PUT', path, {
      token: slice.tokens.admin,
      headers: { 'if-match': `"${inside(before.json, 'version')}"` },
      body: { ...settingsIn(before.json), ...over },
    });
  const templates = [{ audience: 'customers', moment: 'first', text: own }];
  expect((await change({ unapprovedAfter: 10, templates })).status).toBe(200);
  const ref = await declare(critical);
  const { json } = await send('GET', `${ref}/updates`, undefined);
  expect(json.drafts.find((one) => one.audience === 'customers')?.text).toBe(own);
  await waitingFor(ref, { text: own });
  const promised = (await send('GET', ref, undefined)).json.nextUpdates.customers ?? '';
  const goesAt = Temporal.Instant.from(promised).add({ minutes: 10 });
  const sent = async () => (await send('GET', `${ref}/updates`, undefined)).json.items;
  await slice.app.settled();
  slice.clock.advance(slice.clock.now().until(goesAt.subtract({ seconds: 1 })));
  await slice.app.settled();
  expect(await sent()).toEqual([]);
  slice.clock.advance({ seconds: 1 });
  await slice.app.settled();
  expect(await sent()).toMatchObject([{ audience: 'customers', text: own }]);
});

/** What is sent back: all but what the server says about it. */
function settingsIn(json: unknown): object {
  const { version: _, ...settings } = json as { version: string };
  return settings;
}
