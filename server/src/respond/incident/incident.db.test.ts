import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';
import { differences } from '../stream/views.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

type Json = Record<string, unknown>;
const declare = async (body: Json, token = slice.tokens.responder) => {
  const { status, json } = await slice.http('POST', '/api/v1/incidents', { token, body });
  // Muster takes the context within moments of it.
  await slice.app.settled();
  return { status, json: json as Json };
};
const get = async (path: string, token = slice.tokens.responder) => {
  const { status, json } = await slice.http('GET', `/api/v1/incidents${path}`, { token });
  return { status, json: json as Json };
};

test('one field is enough to declare, and everything else can be said later', async () => {
  const { status, json } = await declare({ title: 'Checkout answers 502' });
  expect(status).toBe(201);
  expect(json).toMatchObject({
    ref: 'INC-1',
    severity: 'average',
    status: 'declared',
    category: 'triage',
    commander: null,
    version: 1,
    declaredBy: { kind: 'person', name: 'rex' },
    times: { declared: '2026-03-02T10:00:00.000Z' },
  });
  expect((json.clocks as Json[]).map((one) => one.kind)).toContain('command');
});

test('it is shown as it was at any instant, and the stream tells each step', async () => {
  const { json } = await declare({ title: 'Slow search', severity: 'minor' });
  const ref = String(json.ref);
  slice.clock.advance({ minutes: 4 });
  const raised = await slice.http('PATCH', `/api/v1/incidents/${ref}`, {
    token: slice.tokens.responder,
    body: { severity: 'critical', title: 'Search is down', reason: 'nobody finds anything' },
  });
  expect(raised.json).toMatchObject({ severity: 'critical', title: 'Search is down', version: 4 });
  const then = await get(`/${ref}?at=2026-03-02T10:03:00Z`);
  expect(then.json).toMatchObject({ severity: 'minor', title: 'Slow search', version: 2 });
  const events = await get(`/${ref.toLowerCase()}/events`);
  const first = await get(`/${ref}/events?limit=2`);
  const others = await get(`/${ref}/events?cursor=${String(first.json.nextCursor)}`);
  expect([...(first.json.items as Json[]), ...(others.json.items as Json[])]).toEqual(events.json.items);
  expect([first.json.nextCursor, others.json.nextCursor]).toEqual(['2', null]);
  expect((events.json.items as Json[]).map((one) => one.type)).toEqual([
    'declared',
    'contextTaken',
    'detailsChanged',
    'severityChanged',
  ]);
  expect((await get(`/${ref}?at=2026-03-02T09:00:00Z`)).status).toBe(404);
});

test('a change that was meant for an older version is refused, and nothing of it stays', async () => {
  const { json } = await declare({ title: 'Old tab' });
  const stale = await slice.http('PATCH', `/api/v1/incidents/${String(json.ref)}`, {
    token: slice.tokens.responder,
    body: { title: 'From the old tab' },
    headers: { 'if-match': '"0"' },
  });
  expect(stale.status).toBe(412);
  expect((await get(`/${String(json.ref)}`)).json).toMatchObject({ title: 'Old tab', version: 2 });
});

test('a private incident is not there for those outside, not even by its number', async () => {
  const { json } = await declare({ title: 'Leaked token', type: 'security' });
  const ref = String(json.ref);
  expect(ref).toMatch(/^PRV-[A-Z0-9]{8}$/);
  expect((await get(`/${ref}`)).status).toBe(200);
  for (const token of [slice.tokens.admin, slice.tokens.auditor]) {
    expect((await get(`/${ref}`, token)).json).toMatchObject({ code: 'not_found' });
    expect(JSON.stringify((await get('?q=leaked', token)).json)).not.toContain('Leaked');
  }
  expect((await declare({ title: 'Next' })).json.ref).toBe('INC-4');
});

test('everybody may know how it stands, and nobody learns of a private one', async () => {
  const { json } = await declare({ title: 'For all to see', command: true });
  const path = `/${String(json.ref)}/brief`;
  expect((await get(path, slice.tokens.stakeholder)).json).toMatchObject({
    title: 'For all to see',
    commander: 'rex',
    nextUpdateAt: expect.any(String),
  });
  const list = await get('?q=for+all', slice.tokens.stakeholder);
  expect(list.json.items).toMatchObject([{ commander: 'rex', health: expect.any(String) }]);
  const owed = await slice.http('GET', '/api/v1/me/clocks', { token: slice.tokens.responder });
  expect(Object(owed.json).items).toContainEqual(expect.objectContaining({ ref: json.ref, about: 'staff' }));
  const hidden = await declare({ title: 'Not for all', type: 'security' });
  const closed = await get(`/${String(hidden.json.ref)}/brief`, slice.tokens.stakeholder);
  expect(closed).toMatchObject({ status: 404, json: { code: 'not_found' } });
});

test('what is done next is one sentence, and said again it was looked at', async () => {
  const { json } = await declare({ title: 'Planned' });
  const path = `/api/v1/incidents/${String(json.ref)}`;
  const say = () => slice.http('PATCH', path, { token: slice.tokens.responder, body: { plan: 'Roll back' } });
  expect((await say()).json).toMatchObject({ plan: { text: 'Roll back', by: { name: 'rex' } } });
  slice.clock.advance({ minutes: 3 });
  const again = Object((await say()).json);
  expect(again.plan.at).toBe(again.replannedAt);
  expect(again.version).toBe(4);
});

test('what becomes of a kind that is private is private from the same moment', async () => {
  const { json } = await declare({ title: 'Odd sign-ins' });
  const body = { type: 'security' };
  const path = `/api/v1/incidents/${String(json.ref)}`;
  const told = await slice.http('PATCH', path, { token: slice.tokens.responder, body });
  expect(told.json).toMatchObject({ type: 'security', private: true });
  expect((await get(`/${String(json.ref)}`, slice.tokens.admin)).status).toBe(404);
});

test('a machine declares no private incident, as nobody could see it', async () => {
  const made = await slice.http('POST', '/api/v1/tokens', {
    body: { label: 'watcher', kind: 'service', about: 'incidents', access: 'responder' },
  });
  const refused = await declare({ title: 'Secret', private: true }, String(Object(made.json).secret));
  expect([refused.status, refused.json]).toMatchObject([422, { errors: [{ pointer: '/private' }] }]);
});

test('what was said at declaring can be said anew, and a moment tells how it is known', async () => {
  const { json } = await declare({ title: 'Told in a hurry' });
  const { json: told } = await slice.http('PATCH', `/api/v1/incidents/${String(json.ref)}`, {
    token: slice.tokens.responder,
    body: {
      source: 'customer',
      consequences: ['latency', 'data'],
      fields: { region: 'north' },
      times: { detected: '2026-03-02T09:58:00Z' },
      timesKnown: { source: 'the first ticket', confidence: 'high' },
    },
  });
  expect(told).toMatchObject({
    source: 'customer',
    consequences: ['latency', 'data'],
    fields: { region: 'north' },
    stated: { detected: { source: 'the first ticket', confidence: 'high' } },
  });
});

test('what is over already is written down with its beginning and its end; what goes on has none', async () => {
  const times = { startedAt: '2026-03-01T22:00:00Z', endedAt: '2026-03-01T23:30:00Z' };
  const over = { title: 'Last night', kind: 'retroactive', consequences: ['data'], ...times };
  const { json } = await declare({ ...over, summary: 'A disk was full', command: true });
  expect(json).toMatchObject({
    kind: 'retroactive',
    category: 'post-incident',
    commander: null,
    consequences: ['data'],
    times: { impactStart: '2026-03-01T22:00:00.000Z', resolved: '2026-03-01T23:30:00.000Z' },
  });
  const faults = [
    { ...over, endedAt: '2026-03-01T21:00:00Z' },
    { ...over, endedAt: '2026-03-02T23:00:00Z' },
    { title: 'It goes on', endedAt: times.endedAt },
  ];
  for (const body of faults)
    expect((await declare(body)).json).toMatchObject({ errors: [{ pointer: '/endedAt' }] });
});

test('resolved and reopened, the record goes on', async () => {
  const { json } = await declare({ title: 'Gone and back' });
  const path = `/api/v1/incidents/${String(json.ref)}`;
  const token = slice.tokens.responder;
  const resolved = await slice.http('POST', `${path}/resolution`, { token, body: { text: 'rolled back' } });
  expect(resolved.json).toMatchObject({ status: 'resolved', category: 'post-incident', clocks: [] });
  expect((await slice.http('POST', `${path}/resolution`, { token, body: {} })).status).toBe(409);
  const back = await slice.http('POST', `${path}/reopening`, { token, body: { reason: 'it is back' } });
  expect(back.json).toMatchObject({ category: 'active' });
  expect(Object(back.json).times).not.toHaveProperty('resolved');
});

test('what is missing keeps it from being closed, unless somebody says why it is closed all the same', async () => {
  const { json } = await declare({ title: 'Nearly over', severity: 'minor' });
  const path = `/api/v1/incidents/${String(json.ref)}`;
  const ask = (body: Json, rest = '', method = 'PATCH') =>
    slice.http(method, `${path}${rest}`, { token: slice.tokens.responder, body });
  await ask({ text: 'Put the route back' }, '/tasks', 'POST');
  await ask({}, '/resolution', 'POST');
  const refused = await ask({ status: 'closed' });
  expect([refused.status, refused.json]).toMatchObject([
    409,
    { errors: [{ pointer: '/closing/tasks', message: 'An open task: Put the route back' }] },
  ]);
  const closed = await ask({ status: 'closed', exception: 'Planned as a change' });
  expect(closed.json).toMatchObject({
    category: 'closed',
    exceptions: [
      { missing: ['An open task: Put the route back'], reason: 'Planned as a change', by: { name: 'rex' } },
    ],
  });
});

test('what is closed is changed with a reason, which the record and the audit log keep', async () => {
  const impactStart = '2026-03-01T10:00:00.000Z';
  const { json } = await declare({ title: 'Long closed', severity: 'minor', startedAt: impactStart });
  const path = `/api/v1/incidents/${String(json.ref)}`;
  const ask = (method: string, body: Json, rest = '') =>
    slice.http(method, `${path}${rest}`, { token: slice.tokens.responder, body });
  await ask('POST', {}, '/resolution');
  await ask('PATCH', { status: 'closed', exception: 'An exercise' });
  const [earlier, reason] = ['2026-03-01T09:40:00.000Z', 'The log begins earlier'];
  const times = { impactStart: earlier };
  for (const refused of [
    await ask('PATCH', { times }),
    await ask('PATCH', { title: 'Other', reason: ' ' }),
    await ask('POST', { level: 'major' }, '/impacts'),
    await slice.http('PATCH', path, { token: slice.tokens.responder, body: { status: 'resolved' } }),
  ])
    expect(refused).toMatchObject({ status: 422, json: { errors: [{ pointer: '/reason' }] } });
  const late = { reason, changed: [{ what: 'times.impactStart', before: impactStart, after: earlier }] };
  expect((await ask('PATCH', { times, reason })).json).toMatchObject({
    times: { impactStart: earlier },
    lateEdits: [{ ...late, by: { kind: 'person', name: 'rex' } }],
  });
  const stated = await ask('POST', { level: 'major', reason: 'Found later' }, '/impacts');
  expect(stated.json).toMatchObject({ lateEdits: [{}, { reason: 'Found later' }] });
  const { json: log } = await slice.http('GET', `/api/v1/audit?subject=incident:${String(json.ref)}`, {});
  expect(Object(log).items).toContainEqual(
    expect.objectContaining({ detail: expect.objectContaining({ editedAfterClose: late }) }),
  );
});

test('settings that somebody else changed meanwhile are not written over', async () => {
  const path = '/api/v1/respond/settings';
  const put = (body: object, headers = {}) => slice.http('PUT', path, { body, headers });
  const { json: read } = await slice.http('GET', path, {});
  const mine = { ...Object(read), commandMinutes: 120 };
  const done = await put(mine);
  expect(done).toMatchObject({ status: 200, json: { commandMinutes: 120 } });
  expect(Object(done.json).version).not.toBe(Object(read).version);
  // Read before, and sent back after: by what it was read with, and by the header.
  expect((await put({ ...mine, commandMinutes: 60 })).status).toBe(412);
  const { version: _, ...bare } = mine;
  expect((await put(bare, { 'if-match': `"${Object(read).version}"` })).status).toBe(412);
  expect((await slice.http('GET', path, {})).json).toEqual(done.json);
  expect((await put(bare, { 'if-match': `"${Object(done.json).version}"` })).status).toBe(200);
});

test('whether an earlier incident was of use is said with one tap, and counted', async () => {
  const title = 'Quokka gateway lost its certificate';
  const refs: string[] = [];
  for (const _ of [1, 2, 3]) refs.push(String((await declare({ title })).json.ref));
  const [earlier = '', , now = ''] = refs;
  const similar = async () =>
    Object((await get(`/similar?title=${encodeURIComponent(title)}&except=${now}`)).json);
  const before = await similar();
  const judge = (useful: boolean, other = earlier) =>
    slice.http('PUT', `/api/v1/incidents/${now}/similar/${other}`, {
      token: slice.tokens.responder,
      body: { useful },
    });
  expect((await judge(false)).status).toBe(204);
  expect((await judge(true)).status).toBe(204);
  const after = await similar();
  expect(after.judged).toEqual({ useful: before.judged.useful + 1, not: before.judged.not });
  const items = Array.from<{ ref: string; useful: boolean | null }>(after.items);
  expect(items.filter((one) => refs.includes(one.ref)).map((one) => [one.ref, one.useful])).toEqual([
    [refs[1], null],
    [earlier, true],
  ]);
  expect((await judge(true, now)).status).toBe(409);
  const hidden = String((await declare({ title, private: true }, slice.tokens.admin)).json.ref);
  expect((await judge(true, hidden)).status).toBe(404);
  const { json: wanted } = await slice.http('GET', '/api/v1/respond/kinds-wanted', {});
  expect(Object(wanted).items).toContainEqual({
    refs: refs.toReversed(),
    words: ['quokka', 'gateway', 'lost', 'certificate'],
    services: [],
  });
});

test('a severity that asks for two pages both as soon as it is declared, and only for what is really going on', async () => {
  const path = '/api/v1/respond/settings';
  const { json: before } = await slice.http('GET', path, {});
  const { version: _, ...shipped } = Object(before);
  const [rota] = await slice.rows<{ name: string }>(
    sql`select name from oncall.policies order by name limit 1`,
  );
  const severities = shipped.severities.map((one: { name: string }) =>
    one.name === 'critical' ? { ...one, pagesPair: true } : one,
  );
  const body = { ...shipped, severities, commandPolicy: rota?.name, communicationsPolicy: rota?.name };
  expect((await slice.http('PUT', path, { body })).status).toBe(200);
  const declared = async (more: object) => {
    const { json } = await declare({ title: 'Two are called', severity: 'critical', ...more });
    const pages = await slice.rows<{ title: string }>(
      sql`select title from oncall.pages where title like ${`${String(json.ref)}: %`} order by id`,
    );
    return pages.map((one) => one.title.split(': ')[1]?.split(' (')[0]);
  };
  expect(await declared({})).toEqual(['take command', 'tell the others']);
  expect(await declared({ command: true })).toEqual(['tell the others']);
  expect(await declared({ severity: 'average' })).toEqual([]);
  expect(await declared({ kind: 'drill' })).toEqual([]);
  expect(await declared({ private: true })).toEqual([]);
  expect((await slice.http('PUT', path, { body: shipped })).status).toBe(200);
});

test('the stream cannot be changed, and what is kept beside it is what it folds to', async () => {
  await expect(
    slice.rows(sql`update respond.events set type = 'x' where seq = 1 returning 1`),
  ).rejects.toThrow('only ever added to');
  expect(await differences(slice.app.platform.db)).toEqual([]);
});
