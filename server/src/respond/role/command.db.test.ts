/** Command, roles and handoffs over HTTP, with the clock in hand: who is called when, and what stays on record. */
import type { Incident } from '@muster/contract/respond/incidents';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLetterBox } from '../../../test/harness/letters.ts';
import { adminToken, openSlice, type Slice } from '../../../test/harness/slice.ts';
import { byItself } from '../../platform/action.ts';
import { sql } from '../../platform/db.ts';
import { watchClocks } from '../clock/actions.ts';
import { differences } from '../stream/views.ts';

const box = createLetterBox();
let slice: Slice;
let two: Slice;
beforeAll(async () => {
  const settings = { mail: { url: 'smtp://127.0.0.1:9', from: 'muster@example.org' } };
  const needs = { senders: [box.sender] };
  slice = await openSlice({ settings, needs });
  two = await openSlice({ settings, needs, database: slice.database, clock: slice.clock });
});
afterAll(async () => {
  await two.stop();
  await slice.stop();
});

type Who = 'admin' | 'responder';
async function ask(who: Who, method: string, path: string, body?: object) {
  const sent = { token: slice.tokens[who], ...(body ? { body } : {}) };
  const { status, json } = await slice.http(method, `/api/v1/incidents${path}`, sent);
  return { status, json: asIncident(json) };
}
/** Answers are checked against the contract by the slice; a problem document has none of these. */
function asIncident(json: unknown): Incident {
  return json as Incident;
}
async function declare(body: object = {}): Promise<string> {
  const { json } = await ask('responder', 'POST', '', { title: 'Checkout answers 502', ...body });
  return `/${json.ref}`;
}
const state = async (ref: string) => (await ask('admin', 'GET', ref)).json;
/** Whatever declaring sets off has happened, on both nodes. */
const bothSettled = () => Promise.all([slice.app.settled(), two.app.settled()]);
const pages = (part: string) =>
  slice.rows<{ id: string; state: string; title: string }>(
    sql`select id, state, title from oncall.pages where title like ${`%${part}%`} order by id`,
  );

test('of many who claim command at once exactly one has it', async () => {
  const ref = await declare();
  const claim = (node: Slice, token: string) =>
    node.http('POST', `/api/v1/incidents${ref}/roles`, { token, body: { role: 'commander', person: 'me' } });
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      claim(i % 2 ? two : slice, i % 3 ? slice.tokens.admin : slice.tokens.responder),
    ),
  );
  expect(answers.map((one) => one.status).filter((one) => one !== 200 && one !== 409)).toEqual([]);
  const { commander, assignments } = await state(ref);
  expect(['ada', 'rex']).toContain(commander);
  expect(assignments.filter((one) => one.role === 'commander')).toHaveLength(1);
});

test('whatever two people do at once on two nodes, the record never has two who command', async () => {
  const ref = await declare({ command: true });
  const calls = Array.from({ length: 24 }, (_, i): Promise<number> => {
    const [node, who] = [i % 2 ? two : slice, i % 3 ? ('admin' as const) : ('responder' as const)];
    const [method, path, body] = [
      ['POST', '/roles', { role: 'commander', reason: 'no answer' }],
      ['DELETE', '/roles/commander?reason=enough', undefined],
      ['POST', '/handoffs', { to: who === 'admin' ? 'rex' : 'ada' }],
      ['POST', '/roles', { role: 'commander' }],
    ][i % 4] ?? ['', '', undefined];
    const sent = { token: slice.tokens[who], ...(body ? { body: Object(body) } : {}) };
    return node
      .http(String(method), `/api/v1/incidents${ref}${String(path)}`, sent)
      .then((one) => one.status);
  });
  const answers = await Promise.all(calls);
  expect(answers.filter((status) => status >= 500)).toEqual([]);
  const { assignments, commander, handoffs } = await state(ref);
  const command = assignments.filter((one) => one.role === 'commander');
  expect(command.filter((one) => one.until === null).map((one) => one.person)).toEqual(
    commander ? [commander] : [],
  );
  for (const [i, one] of command.entries())
    expect(one.until === null || (command[i + 1]?.from ?? one.until) >= one.until).toBe(true);
  expect(handoffs.filter((one) => one.state === 'offered').length).toBeLessThanOrEqual(1);
});

test('whoever may only read declares, and commands nothing', async () => {
  const { json } = await slice.http('POST', '/api/v1/incidents', {
    token: slice.tokens.stakeholder,
    body: { title: 'The shop is white', command: true },
  });
  expect(asIncident(json).commander).toBeNull();
});

test('command passes with a brief, a read-back and a page that ends with the answer', async () => {
  const ref = await declare({ command: true, severity: 'critical' });
  const draft = await slice.http('GET', `/api/v1/incidents${ref}/handoffs/draft`);
  expect(draft.json).toMatchObject({
    role: 'commander',
    from: 'rex',
    missing: { limits: expect.any(String) },
  });
  expect((await ask('responder', 'POST', `${ref}/handoffs`, { to: 'rex' })).status).toBe(422);
  expect(
    (await ask('responder', 'POST', `${ref}/handoffs`, { to: 'ada', brief: { situation: '' } })).status,
  ).toBe(422);
  const offered = await ask('responder', 'POST', `${ref}/handoffs`, {
    to: 'ada',
    brief: { limits: 'No change to the ledger.' },
  });
  expect(offered.status).toBe(201);
  expect((await ask('responder', 'POST', `${ref}/handoffs`, { to: 'ada' })).status).toBe(409);
  const [offer] = offered.json.handoffs;
  expect(offer).toMatchObject({
    from: 'rex',
    to: 'ada',
    state: 'offered',
    brief: { limits: 'No change to the ledger.' },
  });
  const [page] = await pages(`${ref.slice(1)}: take over`);
  expect(page).toMatchObject({ id: offer?.page, state: 'triggered' });
  const accept = (who: Who, body: object) =>
    ask(who, 'POST', `${ref}/handoffs/${offer?.id}/acceptance`, body);
  expect((await accept('responder', { readBack: 'mine' })).status).toBe(403);
  expect((await accept('admin', { readBack: { situation: '502 everywhere' } })).status).toBe(422);
  await ask('responder', 'POST', `${ref}/responders`, { asked: 'look', people: ['sue'] });
  await bothSettled();
  await box.take(slice);
  const taken = await accept('admin', {
    readBack: { situation: '502 everywhere', objective: 'stop it', plan: 'roll back', news: 'at 10:15' },
  });
  expect(taken.json).toMatchObject({ commander: 'ada', roles: { commander: 'ada' } });
  expect(taken.json.entries[0]?.text).toBe('ada is Incident commander now, after rex.');
  await bothSettled();
  const told = (await box.take(slice)).filter((one) => one.letter.subject.includes('changed hands'));
  expect(told.map((one) => one.person).sort()).toEqual(['rex', 'sue']);
  expect((await pages(`${ref.slice(1)}: take over`))[0]?.state).toBe('resolved');
  expect((await accept('admin', { readBack: 'again' })).status).toBe(409);
});

test('nobody in command is paged for after five minutes, once, also when the node dies in the middle', async () => {
  const ref = await declare({ services: ['checkout'], severity: 'critical' });
  const title = `${ref.slice(1)}: take command`;
  await bothSettled();
  const before = await state(ref);
  // The transaction is lost after everything was decided.
  await bothSettled();
  slice.clock.advance({ minutes: 4 });
  await slice.app.settled();
  const later = {
    ...slice.platform,
    clock: { ...slice.clock, now: () => slice.clock.now().add({ minutes: 1 }) },
  };
  await expect(
    byItself(later, 'respond.watchClocks', async (act) => {
      expect(await watchClocks(act)).toBeGreaterThan(0);
      throw new Error('killed');
    }),
  ).rejects.toThrow('killed');
  expect((await state(ref)).version).toBe(before.version);
  expect(await pages(title)).toEqual([]);
  await bothSettled();
  slice.clock.advance({ minutes: 1 });
  await bothSettled();
  const alarmed = await state(ref);
  expect(await pages(title)).toMatchObject([{ id: alarmed.commandPage, state: 'triggered' }]);
  expect(alarmed.missed.filter((one) => one.kind === 'command')).toHaveLength(1);
  await bothSettled();
  slice.clock.advance({ minutes: 5 });
  await bothSettled();
  expect(await pages(title)).toHaveLength(1);
  const { json } = await ask('admin', 'POST', `${ref}/roles`, { role: 'commander' });
  expect(json).toMatchObject({ commander: 'ada', commandPage: null });
  expect((await pages(title))[0]?.state).toBe('resolved');
});

test('what a commander owes is told by one letter, and the offer that nobody answers escalates', async () => {
  const ref = await declare({ command: true, severity: 'critical', services: ['checkout'] });
  const brief = 'Checkout fails since ten; we roll back.';
  const offered = await ask('responder', 'POST', `${ref}/handoffs`, { to: 'ada', brief });
  expect(offered.json.handoffs[0]?.brief.situation).toBe(brief);
  await bothSettled();
  slice.clock.advance({ minutes: 11 });
  await bothSettled();
  const { missed, handoffs, commander, commandPage } = await state(ref);
  expect(commander).toBe('rex');
  expect(handoffs).toMatchObject([{ state: 'offered', escalatedAt: expect.any(String) }]);
  expect(missed.map((one) => one.kind)).toEqual(
    expect.arrayContaining(['handoff', 'silence', 'impact', 'update']),
  );
  expect(await pages(`${ref.slice(1)}: take command`)).toMatchObject([{ id: commandPage }]);
  const { json } = await ask('responder', 'POST', `${ref}/resolution`, { text: 'over' });
  expect(json.category).toBe('post-incident');
  expect((await pages(ref.slice(1))).map((one) => one.state)).toEqual(['resolved', 'resolved']);
});

test('roles are given, given back and refused as the rules say', async () => {
  const ref = await declare({ command: true });
  const give = (body: object) => ask('responder', 'POST', `${ref}/roles`, body);
  expect((await give({ role: 'king' })).status).toBe(422);
  expect((await give({ role: 'scribe', person: 'nobody' })).status).toBe(422);
  expect((await give({ role: 'commander', person: 'sten', reason: 'why not' })).status).toBe(422);
  expect((await give({ role: 'scribe', person: 'ada' })).json.roles).toMatchObject({ scribe: 'ada' });
  expect((await ask('responder', 'DELETE', `${ref}/roles/commander`)).status).toBe(422);
  const left = await ask('responder', 'DELETE', `${ref}/roles/commander?reason=my%20train`);
  expect(left.json).toMatchObject({ commander: null, roles: { scribe: 'ada' } });
  expect(left.json.clocks.map((one) => one.kind)).toContain('command');
  const told = await declare({ kind: 'retroactive' });
  expect((await ask('admin', 'POST', `${told}/roles`, { role: 'commander' })).status).toBe(409);
});

test('a private incident says nothing of itself to whoever is called, and lets in whom it calls', async () => {
  const ref = await declare({ title: 'Leaked token', type: 'security', command: true });
  expect((await ask('admin', 'GET', ref)).status).toBe(404);
  expect((await ask('admin', 'POST', `${ref}/roles`, { role: 'scribe' })).status).toBe(404);
  const offered = await ask('responder', 'POST', `${ref}/handoffs`, { to: 'ada' });
  const [offer] = offered.json.handoffs;
  expect(await pages('confidential')).toMatchObject([{ id: offer?.page }]);
  expect(await pages('Leaked')).toEqual([]);
  expect((await state(ref)).title).toBe('Leaked token');
  expect(
    (await ask('admin', 'POST', `${ref}/handoffs/${offer?.id}/refusal`, { reason: 'on leave' })).status,
  ).toBe(204);
  expect((await ask('admin', 'GET', ref)).status).toBe(404);
});

test('whoever leaves the company commands nothing any more, and the empty chair is seen', async () => {
  const ref = await declare();
  await slice.http('POST', '/api/v1/people', {
    token: adminToken,
    body: { name: 'kim', fullName: 'Kim', email: 'kim@example.org', access: 'responder' },
  });
  expect(
    (await ask('admin', 'POST', `${ref}/roles`, { role: 'commander', person: 'kim' })).json.commander,
  ).toBe('kim');
  await slice.http('POST', '/api/v1/people/kim/deactivation', {
    token: adminToken,
    body: { reason: 'left' },
  });
  await bothSettled();
  const { commander, clocks, responders } = await state(ref);
  expect(commander).toBeNull();
  expect(clocks.map((one) => one.kind)).toContain('command');
  expect(responders.find((one) => one.person === 'kim')?.releasedAt).not.toBeNull();
  expect((await ask('admin', 'POST', `${ref}/roles`, { role: 'scribe', person: 'kim' })).status).toBe(422);
});

test('whoever may respond no longer commands nothing any more', async () => {
  const ref = await declare();
  const person = { name: 'lea', fullName: 'Lea', email: 'lea@example.org', access: 'responder' };
  await slice.http('POST', '/api/v1/people', { token: adminToken, body: person });
  await ask('admin', 'POST', `${ref}/roles`, { role: 'commander', person: 'lea' });
  const body = { access: 'stakeholder', reason: 'other work' };
  expect((await slice.http('PATCH', '/api/v1/people/lea', { token: adminToken, body })).status).toBe(200);
  await bothSettled();
  const { commander, clocks } = await state(ref);
  expect(commander).toBeNull();
  expect(clocks.map((one) => one.kind)).toContain('command');
});

test('a task that somebody else gave is told to whoever has it', async () => {
  const ref = await declare();
  await bothSettled();
  await box.take(slice);
  const give = (text: string, person: string) => ask('responder', 'POST', `${ref}/tasks`, { text, person });
  await give('My own', 'me');
  await give('Read the disk logs', 'ada');
  await bothSettled();
  const told = (await box.take(slice)).filter((one) => one.letter.subject.includes('a task for you'));
  expect(told).toMatchObject([
    { person: 'ada', letter: { paragraphs: ['Read the disk logs', expect.any(String)] } },
  ]);
});

test('of two claims on one system in two incidents, made at once, one is refused', async () => {
  const refs = [await declare(), await declare()];
  const body = { system: 'Ledger database', doing: 'fail over', minutes: 20 };
  const claim = (node: Slice, ref: string | undefined, token: string) =>
    node.http('POST', `/api/v1/incidents${ref}/claims`, { token, body });
  const answers = await Promise.all([
    claim(slice, refs[0], slice.tokens.admin),
    claim(two, refs[1], slice.tokens.responder),
  ]);
  expect(answers.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([201, 409]);
});

test('more people are paged from the incident, stand on the roster as asked, and are let go again', async () => {
  const ref = await declare({ command: true, services: ['ledger'], severity: 'critical' });
  const roster = async (who: Who) =>
    (await slice.http('GET', `/api/v1/incidents${ref}/roster`, { token: slice.tokens[who] })).json;
  const call = (body: object) =>
    ask('responder', 'POST', `${ref}/responders`, { asked: 'look at the disks', ...body });
  expect((await call({ people: ['ada'], team: 'payments' })).status).toBe(422);
  for (const body of [{ people: ['nobody'] }, { team: 'nobody' }, { policy: 'none' }, { role: 'king' }])
    expect((await call(body)).status).toBe(422);
  const asked = await call({ people: ['ada'] });
  expect(asked.status).toBe(201);
  expect(asked.json.responders).toMatchObject([
    { person: 'rex', hereAt: expect.any(String) },
    { person: 'ada', hereAt: null, asked: 'look at the disks', page: expect.any(String) },
  ]);
  expect(await roster('responder')).toMatchObject({
    pages: [{ state: 'triggered', owner: null }],
    missing: [],
    mine: { feeling: null, dueAt: expect.any(String) },
  });
  await ask('admin', 'POST', `${ref}/presence`);
  expect((await state(ref)).responders[1]).toMatchObject({ person: 'ada', hereAt: expect.any(String) });
  expect((await call({ team: 'payments' })).status).toBe(201);
  expect((await ask('admin', 'DELETE', `${ref}/responders/rex`)).status).toBe(409);
  expect((await ask('responder', 'DELETE', `${ref}/responders/ada?reason=thanks`)).status).toBe(204);
  expect((await state(ref)).responders[1]?.releasedAt).not.toBeNull();
});

test('relief is proposed after four hours of command, and put aside with a reason until the next stretch', async () => {
  const ref = await declare({ command: true, severity: 'minor' });
  const aside = () =>
    ask('admin', 'POST', `${ref}/relief/dismissal`, {
      role: 'commander',
      person: 'rex',
      reason: 'ada is coming',
    });
  expect((await aside()).status).toBe(409);
  await bothSettled();
  slice.clock.advance({ hours: 4 });
  await bothSettled();
  expect((await state(ref)).missed.map((one) => one.kind)).toContain('fatigue');
  expect((await aside()).json.dismissed).toMatchObject([{ by: 'ada', reason: 'ada is coming' }]);
  expect((await aside()).status).toBe(409);
});

test('how somebody is stays with them, leaves no trace in the record, and is forgotten at the end', async () => {
  const ref = await declare({ command: true });
  await ask('admin', 'POST', `${ref}/presence`);
  await bothSettled();
  const { version } = await state(ref);
  const checkIn = (who: Who, body: object) => ask(who, 'PUT', `${ref}/check-in`, body);
  expect((await checkIn('admin', { feeling: 'splendid' })).status).toBe(422);
  expect((await checkIn('admin', { feeling: 'overwhelmed', wantsRelief: true })).status).toBe(204);
  const roster = async (who: Who) =>
    (await slice.http('GET', `/api/v1/incidents${ref}/roster`, { token: slice.tokens[who] })).json;
  expect(await roster('admin')).toMatchObject({ mine: { feeling: 'overwhelmed' }, team: null, relief: [] });
  // The commander hears who asked for relief, and of the rest nothing while so few answered.
  expect(await roster('responder')).toMatchObject({ mine: { feeling: null }, team: null, relief: ['ada'] });
  expect((await state(ref)).version).toBe(version);
  const kept = () => slice.rows(sql`select person from respond.check_ins`);
  expect(await kept()).toHaveLength(1);
  await ask('responder', 'POST', `${ref}/resolution`, {});
  await bothSettled();
  slice.clock.advance({ minutes: 11 });
  await bothSettled();
  expect(await kept()).toEqual([]);
});

test('one incident of which something is wrong holds up the clocks of no other', async () => {
  await bothSettled();
  const broken = await declare({ title: 'Broken' });
  // The title is cut in the page that looks for a commander, and the cut is between characters.
  const whole = await declare({ title: `${'x'.repeat(198)}😀${'y'.repeat(50)}` });
  await bothSettled();
  const ref = broken.slice(1);
  await slice.rows(
    sql`update respond.incidents set state = jsonb_set(state, '{handoffs}', '0') where ref = ${ref}`,
  );
  await bothSettled();
  slice.clock.advance({ minutes: 6 });
  await bothSettled();
  expect((await state(whole)).commandPage).not.toBeNull();
  await slice.rows(
    sql`update respond.incidents set state = jsonb_set(state, '{handoffs}', '[]') where ref = ${ref}`,
  );
  await bothSettled();
  slice.clock.advance({ minutes: 1 });
  await bothSettled();
  expect((await state(broken)).commandPage).not.toBeNull();
});

test('a clock that nobody knows any more goes', async () => {
  const { id } = await state(await declare());
  await bothSettled();
  await slice.rows(sql`
    insert into respond.clocks (incident, id, kind, subject, started_at, due_at)
    values (${id}, 'old', 'update', 'staff', ${slice.clock.now()}, ${slice.clock.now().add({ seconds: 30 })})`);
  await bothSettled();
  slice.clock.advance({ minutes: 1 });
  await bothSettled();
  expect(await slice.rows(sql`select id from respond.clocks where id = 'old'`)).toEqual([]);
});

test('what is kept beside the streams is what they fold to', async () => {
  expect(await differences(slice.app.platform.db)).toEqual([]);
});
