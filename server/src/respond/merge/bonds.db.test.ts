/** What ties incidents to one another, and people to them: merges, links, questions of those who wait. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adminToken, openSlice, type Slice } from '../../../test/harness/slice.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

type Json = Record<string, unknown>;
const ask = async (method: string, path: string, body?: object, token = slice.tokens.responder) => {
  const { status, json } = await slice.http(method, `/api/v1/incidents${path}`, {
    token,
    ...(body ? { body } : {}),
  });
  return { status, json: Object(json) as Json };
};
const declare = async (title: string, over: object = {}) =>
  String((await ask('POST', '', { title, ...over })).json.ref);

describe('merging', () => {
  test('one goes on in the other, both say so, and apart again each is what it was', async () => {
    const one = await declare('Carts are empty');
    const other = await declare('Checkout fails');
    await ask('POST', `/${one}/tasks`, { text: 'Look at the cart' });
    const was = (await ask('GET', `/${one}`)).json;
    const merged = await ask('POST', `/${one}/merges`, { into: other, reason: 'one cause' });
    expect(merged).toMatchObject({
      status: 201,
      json: { mergedInto: other, category: 'merged', clocks: [] },
    });
    expect((await ask('GET', `/${other}`)).json.absorbed).toEqual([one]);
    const list = await ask('GET', `/${other}/merges`);
    expect(list.json.items).toMatchObject([
      { ref: one, reason: 'one cause', by: { name: 'rex' }, openTasks: [{ text: 'Look at the cart' }] },
    ]);
    expect((await ask('POST', `/${one}/tasks`, { text: 'Late' })).status).toBe(409);
    expect((await ask('POST', `/${one}/merges`, { into: other })).status).toBe(409);
    slice.clock.advance({ minutes: 2 });
    const apart = await ask('DELETE', `/${one}/merges?reason=two+causes`);
    expect(apart.json).toMatchObject({ mergedInto: null, status: was.status, tasks: was.tasks });
    expect((await ask('GET', `/${other}`)).json.absorbed).toEqual([]);
  });

  test('into itself, into nothing, or across the private border it is refused, and nothing is written', async () => {
    const one = await declare('Odd one');
    const hidden = await declare('Leaked key', { type: 'security' });
    await slice.app.settled();
    const before = (await ask('GET', `/${one}`)).json.version;
    const wishes: [string, number][] = [
      [one, 409],
      ['INC-999999', 404],
      [hidden, 409],
      ["'; drop table respond.incidents; --", 404],
    ];
    for (const [into, status] of wishes)
      expect((await ask('POST', `/${one}/merges`, { into })).status, into).toBe(status);
    // For whoever is outside there is no such incident, and they are told just that.
    const outside = await ask('POST', `/${one}/merges`, { into: hidden }, slice.tokens.admin);
    const nothing = await ask('POST', `/${one}/merges`, { into: 'PRV-NOTTHERE' }, slice.tokens.admin);
    expect([outside.status, outside.json.detail]).toEqual([404, nothing.json.detail]);
    expect((await ask('GET', `/${one}`)).json.version).toBe(before);
  });

  test('two who merge crosswise at once: one succeeds, the other is told, and no one waits for ever', async () => {
    const [a, b] = [await declare('Left'), await declare('Right')];
    const answers = await Promise.all([
      ask('POST', `/${a}/merges`, { into: b }),
      ask('POST', `/${b}/merges`, { into: a }),
    ]);
    expect(answers.map((one) => one.status).sort((a, b) => a - b)).toEqual([201, 409]);
  });
});

describe('links', () => {
  test('two incidents are linked from both sides, once, and unlinked from both', async () => {
    const [cause, effect] = [await declare('The switch'), await declare('The shop')];
    const wish = { kind: 'incident', to: cause.toLowerCase(), relation: 'caused-by' };
    const linked = await ask('POST', `/${effect}/links`, wish);
    expect(linked).toMatchObject({ status: 201, json: { links: [{ to: cause, relation: 'caused-by' }] } });
    await ask('POST', `/${effect}/links`, wish);
    const back = (await ask('GET', `/${cause}`)).json.links as Json[];
    expect(back).toMatchObject([{ kind: 'incident', to: effect, relation: 'causes' }]);
    const gone = await ask('DELETE', `/${cause}/links/${String(back[0]?.id)}?reason=chance`);
    expect(gone.json.links).toEqual([]);
    expect((await ask('GET', `/${effect}`)).json.links).toEqual([]);
    expect((await ask('POST', `/${effect}/links`, { ...wish, to: effect })).status).toBe(409);
  });

  test('of a private incident no other tells, and what becomes private goes from the others', async () => {
    const open = await declare('Open to all');
    const hidden = await declare('Token in a log', { type: 'security' });
    const wish = { kind: 'incident', relation: 'related' };
    expect((await ask('POST', `/${open}/links`, { ...wish, to: hidden })).status).toBe(409);
    expect((await ask('POST', `/${hidden}/links`, { ...wish, to: open })).status).toBe(201);
    expect((await ask('GET', `/${open}`)).json.links).toEqual([]);
    const other = await declare('To be hidden');
    await ask('POST', `/${open}/links`, { ...wish, to: other });
    await ask('PUT', `/${other}/privacy`, { private: true, reason: 'a name' });
    expect((await ask('GET', `/${open}`)).json.links).toEqual([]);
  });

  test.each([
    ['javascript:alert(1)', 422],
    ['data:text/html,x', 422],
    ['file:///etc/passwd', 422],
    ['https://ada:secret@example.org/', 422],
    ['//example.org', 422],
    ['https://tickets.example.org/7', 201],
  ])('the address %s: %i', async (to, status) => {
    const answer = await ask('POST', '/INC-1/links', { kind: 'other', to, label: 'x' });
    expect(answer.status).toBe(status);
  });
});

describe('the question box', () => {
  const box = (ref: string, token: string) => ask('GET', `/${ref}/questions`, undefined, token);

  test('a question reaches whoever leads and nobody else, and only whoever asked sees the answer', async () => {
    const ref = await declare('Refunds are late', { command: true });
    const { tokens } = slice;
    const asked = await ask('POST', `/${ref}/questions`, { text: 'Which customers?' }, tokens.stakeholder);
    expect(asked).toMatchObject({ status: 201, json: { reaches: 'rex', waiting: null, answered: null } });
    for (const token of [tokens.admin, tokens.support, tokens.auditor])
      expect(JSON.stringify((await box(ref, token)).json)).not.toContain('Which');
    const events = await ask('GET', `/${ref}/events`);
    expect(JSON.stringify(events.json)).not.toContain('Which');
    const waiting = (await box(ref, tokens.responder)).json.waiting as Json[];
    expect(waiting).toMatchObject([{ text: 'Which customers?', by: 'sten', newsMayAnswer: false }]);
    const path = `/${ref}/questions/${String(waiting[0]?.id)}/answer`;
    expect((await ask('POST', path, { text: 'x' }, tokens.admin)).status).toBe(403);
    expect((await ask('POST', path, {})).json).toMatchObject({ code: 'conflict' });
    const answered = await ask('POST', path, { text: 'Those of Monday.' });
    expect(answered.json).toMatchObject({ waiting: [], answered: { all: 1, alone: 0 } });
    expect((await ask('POST', path, { text: 'again' })).status).toBe(409);
    expect((await box(ref, tokens.stakeholder)).json.mine).toMatchObject([
      { answer: { text: 'Those of Monday.', by: 'rex', how: 'words' } },
    ]);
  });

  test('one person has so many that wait, and of what is private nobody asks', async () => {
    const ref = await declare('Many questions');
    const statuses: number[] = [];
    for (let i = 0; i < 7; i += 1)
      statuses.push(
        (await ask('POST', `/${ref}/questions`, { text: `Why ${i}?` }, slice.tokens.support)).status,
      );
    expect(statuses).toEqual([201, 201, 201, 201, 201, 429, 429]);
    expect((await ask('POST', `/${ref}/questions`, { text: 'Me?' }, slice.tokens.stakeholder)).status).toBe(
      201,
    );
    const hidden = await declare('Not asked about', { type: 'security' });
    expect((await box(hidden, slice.tokens.stakeholder)).status).toBe(404);
    const asked = await ask('POST', `/${hidden}/questions`, { text: 'Is it?' }, slice.tokens.stakeholder);
    expect(asked.status).toBe(404);
  });
});

describe('bad and odd changes', () => {
  test('a hundred changes of severity within a second are a hundred intervals (row 62)', async () => {
    const ref = await declare('Flapping', { severity: 'minor' });
    const names = ['average', 'critical', 'minor'];
    const statuses = new Set<number>();
    for (let i = 0; i < 100; i += 10) {
      const wave = Array.from({ length: 10 }, (_, k) => ({ severity: names[(i + k) % 3] }));
      const answers = await Promise.all(
        wave.map((body) => ask('PATCH', `/${ref}`, body, slice.tokens.admin)),
      );
      for (const { status } of answers) statuses.add(status);
    }
    expect([...statuses]).toEqual([200]);
    const { severities, severity, version } = (await ask('GET', `/${ref}`)).json as {
      severities: { severity: string; from: string; until: string | null }[];
      severity: string;
      version: number;
    };
    expect(severities.at(-1)).toMatchObject({ severity, until: null });
    expect(severities.length).toBeLessThanOrEqual(version);
    for (const [i, one] of severities.slice(1).entries()) {
      expect(severities[i]?.until).toBe(one.from);
      expect(severities[i]?.severity).not.toBe(one.severity);
    }
  });

  test('moments before any service and in the future, fields that are not to be written, old versions', async () => {
    const ref = await declare('Bad moments');
    await slice.app.settled();
    const { version } = (await ask('GET', `/${ref}`)).json;
    const wishes: [object, number][] = [
      [{ times: { impactStart: '2099-01-01T00:00:00Z' } }, 422],
      [{ times: { declared: '2026-01-01T00:00:00Z' } }, 422],
      [{ id: 'x' }, 422],
      [{ ref: 'INC-1' }, 422],
      [{ declaredAt: '2020-01-01T00:00:00Z' }, 422],
      [{ assignments: [] }, 422],
      [{ commander: 'ada' }, 422],
    ];
    for (const [body, status] of wishes)
      expect([JSON.stringify(body), (await ask('PATCH', `/${ref}`, body)).status]).toEqual([
        JSON.stringify(body),
        status,
      ]);
    expect((await ask('GET', `/${ref}`)).json.version).toBe(version);
    const old = await slice.http('PATCH', `/api/v1/incidents/${ref}`, {
      token: slice.tokens.responder,
      body: { title: 'From an old tab' },
      headers: { 'if-match': '"0"' },
    });
    expect(old.status).toBe(412);
    // It may have begun before anybody knew the service.
    const early = await ask('PATCH', `/${ref}`, { times: { impactStart: '1999-01-01T00:00:00Z' } });
    expect(early.json.times).toMatchObject({ impactStart: '1999-01-01T00:00:00.000Z' });
  });

  test('moments and fields without end are refused, as every list would read them', async () => {
    const ref = await declare('Many names');
    const many = (value: string, n: number) =>
      Object.fromEntries(Array.from({ length: n }, (_, i) => [`name${i}`, value]));
    for (const part of ['times', 'fields']) {
      const value = part === 'times' ? '2026-03-01T00:00:00Z' : 'x';
      const over = await ask('PATCH', `/${ref}`, { [part]: many(value, 101) });
      expect([over.status, over.json.errors]).toMatchObject([422, [{ pointer: `/${part}` }]]);
      expect((await ask('PATCH', `/${ref}`, { [part]: many(value, 90) })).status).toBe(200);
    }
    expect((await ask('POST', '', { title: 'Many', fields: many('x', 101) })).status).toBe(422);
  });

  test('what is written down later has no clocks, pages nobody, and keeps its moments', async () => {
    const { json } = await ask('POST', '', {
      title: 'Last week',
      kind: 'retroactive',
      startedAt: '2026-02-20T08:00:00Z',
      command: true,
    });
    expect(json).toMatchObject({
      category: 'post-incident',
      clocks: [],
      pages: [],
      commander: null,
      times: { impactStart: '2026-02-20T08:00:00.000Z' },
    });
  });

  test('paused it owes only news, cancelled nothing, and resolved twice is refused', async () => {
    const ref = await declare('Rests', { command: true, severity: 'critical' });
    const kinds = ({ json }: { json: Json }) => [...new Set((json.clocks as Json[]).map((one) => one.kind))];
    expect(kinds(await ask('PATCH', `/${ref}`, { status: 'paused', reason: 'parts come at noon' }))).toEqual([
      'update',
    ]);
    expect(kinds(await ask('PATCH', `/${ref}`, { status: 'cancelled', reason: 'no incident' }))).toEqual([]);
    expect((await ask('POST', `/${ref}/reopening`, { reason: 'it is one' })).status).toBe(200);
    expect((await ask('POST', `/${ref}/resolution`, {})).status).toBe(200);
    expect((await ask('POST', `/${ref}/resolution`, {})).status).toBe(409);
  });

  test('reopened within two weeks it is the same record, and nobody is two weeks late', async () => {
    const ref = await declare('Back again', { command: true });
    await ask('POST', `/${ref}/resolution`, {});
    await ask('PATCH', `/${ref}`, { status: 'closed', exception: 'An exercise' });
    slice.clock.advance({ hours: 24 * 14 });
    const back = await ask('POST', `/${ref}/reopening`, { reason: 'the same again' }, adminToken);
    const now = slice.clock.now().toString();
    expect(back.json).toMatchObject({ ref, category: 'active', commander: 'rex' });
    const due = (back.json.clocks as Json[]).map((one) => String(one.dueAt));
    expect(due.length).toBeGreaterThan(2);
    for (const one of due) expect(one >= now.slice(0, 19)).toBe(true);
  });

  test('back after two years it is a recurrence, and the record of before stays as it is (row 60)', async () => {
    const before = await declare('Long over', { command: true });
    await ask('POST', `/${before}/resolution`, {});
    await slice.app.settled();
    slice.clock.advance({ hours: 24 * 730 });
    await slice.app.settled();
    const old = (await ask('GET', `/${before}`, undefined, adminToken)).json;
    for (const asked of [
      await ask('POST', `/${before}/reopening`, { reason: 'again' }, adminToken),
      await ask('PATCH', `/${before}`, { status: 'investigating', reason: 'again' }, adminToken),
    ])
      expect([asked.status, asked.json.detail]).toEqual([
        409,
        `It was over 730 days ago, and is reopened within 14 days only. Declare what is back as a recurrence of ${before}.`,
      ]);
    const again = await ask('POST', '', { title: 'Back', recurrenceOf: before }, adminToken);
    expect(again).toMatchObject({
      status: 201,
      json: { category: 'triage', links: [{ kind: 'incident', to: before, relation: 'recurrence-of' }] },
    });
    const after = (await ask('GET', `/${before}`, undefined, adminToken)).json;
    const link = { kind: 'incident', to: again.json.ref, relation: 'recurred-as' };
    expect(after).toMatchObject({ links: [link] });
    expect({ ...after, links: [], version: 0 }).toEqual({ ...old, links: [], version: 0 });
    const nowhere = { title: 'Of nothing', recurrenceOf: 'INC-999999' };
    expect((await ask('POST', '', nowhere, adminToken)).status).toBe(404);
  });
});

test('whoever left while it rested commands no more when it goes on', async () => {
  const byAda = async (title: string) => {
    const { ref } = (await ask('POST', '', { title }, adminToken)).json;
    await ask('POST', `/${ref}/roles`, { role: 'commander', person: 'rex' }, adminToken);
    return String(ref);
  };
  const closed = await byAda('Long over');
  const merged = await byAda('Two of one');
  const other = await byAda('One of two');
  await ask('POST', `/${closed}/resolution`, {}, adminToken);
  await ask('PATCH', `/${closed}`, { status: 'closed', exception: 'An exercise' }, adminToken);
  expect((await ask('POST', `/${merged}/merges`, { into: other }, adminToken)).json.commander).toBe('rex');
  await slice.http('POST', '/api/v1/people/rex/deactivation', { body: { reason: 'left' } });
  await slice.app.settled();
  const back = await ask('POST', `/${closed}/reopening`, { reason: 'again' }, adminToken);
  const apart = await ask('DELETE', `/${merged}/merges?reason=two+causes`, undefined, adminToken);
  for (const { status, json } of [back, apart]) {
    expect([status, json.commander, json.roles]).toEqual([200, null, {}]);
    expect((json.clocks as Json[]).map((one) => one.kind)).toContain('command');
  }
});
