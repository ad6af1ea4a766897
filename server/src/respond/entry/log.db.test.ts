/** The log by way of the API: what each kind of line may say, how it ends, who corrects it, what is refused. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keys, openSlice, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/sql.ts';
import { differences } from '../stream/views.ts';

let slice: Slice;
let ref = '';
beforeAll(async () => {
  slice = await openSlice();
  ref = await declare('Ledger is slow');
});
afterAll(() => slice.stop());

interface Line {
  id: string;
  seq: number;
  changed: number;
  kind: string;
  text: string;
  state: string;
  at: string;
  edits: number;
  detail: Record<string, unknown>;
  files?: { id: string; name: string }[];
  settled: { text: string } | null;
}
interface Shown {
  ref: string;
  version: number;
  detail: string;
  errors: { pointer: string }[];
  items: Line[];
  nextCursor: string | null;
  entries: Line[];
  open: { id: string }[];
  clocks: { kind: string; subject: string }[];
  quiet: object | null;
}
/** The tests read only what they name, and compare it. */
const asShown = (json: unknown) => json as Shown;
type Who = 'responder' | 'admin';
async function send(method: string, path: string, body?: object, who: Who = 'responder') {
  const { status, json } = await slice.http(method, `/api/v1/incidents/${path}`, {
    token: slice.tokens[who],
    body,
  });
  return { status, json: asShown(json) };
}
async function declare(title: string, more: object = {}) {
  const { json } = await send('POST', '', { title, ...more });
  // Muster takes the context within moments of it.
  await slice.app.settled();
  return json.ref;
}
async function write(body: object, who: Who = 'responder', to = ref) {
  const { json } = await send('POST', `${to}/entries`, body, who);
  return json.entries[0]?.id ?? JSON.stringify(json);
}
const entry = async (id: string, to = ref) =>
  (await send('GET', `${to}/entries?limit=500`)).json.items.find((one) => one.id === id);

test('a hypothesis gathers evidence, is ruled out, and comes back', async () => {
  const id = await write({ kind: 'hypothesis', text: 'The pool is too small', person: 'me' });
  const seen = await send('POST', `${ref}/entries/${id}/evidence`, { for: true, text: 'Waits in the chart' });
  expect(seen.json.open).toContainEqual(expect.objectContaining({ id, person: 'rex' }));
  await send('POST', `${ref}/entries/${id}/evidence`, { for: false, text: 'It was grown' }, 'admin');
  const out = await send('POST', `${ref}/entries/${id}/settlement`, { state: 'ruled-out', text: 'no waits' });
  expect(out.json.open).toEqual([]);
  expect(await entry(id)).toMatchObject({
    state: 'ruled-out',
    settled: { text: 'no waits', by: 'rex' },
    detail: {
      evidence: [
        { for: true, by: 'rex' },
        { for: false, by: 'ada' },
      ],
    },
  });
  expect((await send('POST', `${ref}/entries/${id}/settlement`, { state: 'confirmed' })).status).toBe(409);
  await send('POST', `${ref}/entries/${id}/reopening`, { reason: 'waits again' });
  expect(await entry(id)).toMatchObject({ state: 'open', settled: null });
  const { json } = await send('GET', `${ref}/entries/${id}/events`);
  expect(json.items).toHaveLength(5);
});

test('an attempt has a result, a question an answer, a proposed decision its objections and its time', async () => {
  const attempt = await write({ kind: 'attempt', text: 'Roll back' });
  expect((await send('POST', `${ref}/entries/${attempt}/settlement`, {})).json.errors).toMatchObject([
    { pointer: '/result' },
  ]);
  await send('POST', `${ref}/entries/${attempt}/settlement`, { result: 'no-effect', text: 'as before' });
  expect(await entry(attempt)).toMatchObject({ state: 'settled', detail: { result: 'no-effect' } });
  const question = await write({ kind: 'question', text: 'Since when?', person: 'ada' });
  expect((await send('POST', `${ref}/entries/${question}/settlement`, {})).status).toBe(422);
  const dueAt = '2026-03-02T10:05:00Z';
  const proposed = await send('POST', `${ref}/entries`, { kind: 'decision', text: 'Fail over', dueAt });
  const decision = proposed.json.entries[0]?.id ?? '';
  expect(proposed.json.clocks).toContainEqual(
    expect.objectContaining({ kind: 'entry', subject: `${decision}@2026-03-02T10:05:00.000Z` }),
  );
  await send('POST', `${ref}/entries/${decision}/objections`, { text: 'The replica is behind' }, 'admin');
  await send('POST', `${ref}/entries/${decision}/settlement`, { state: 'ruled-out', text: 'we wait' });
  expect(await entry(decision)).toMatchObject({ detail: { objections: ['ada: The replica is behind'] } });
  expect((await send('POST', `${ref}/entries/${decision}/objections`, { text: 'x' })).status).toBe(409);
});

test('a line is corrected by whoever wrote it or leads, and what it said stays on record', async () => {
  const id = await write({ text: 'Disk is fulll' }, 'responder');
  await send('PATCH', `${ref}/entries/${id}`, { text: 'Disk is full', at: '2026-03-02T09:30:00+00:00' });
  expect(await entry(id)).toMatchObject({ text: 'Disk is full', edits: 1, at: '2026-03-02T09:30:00.000Z' });
  const { json } = await send('GET', `${ref}/entries/${id}/events`);
  expect(JSON.stringify(json.items)).toContain('fulll');
  const adas = await write({ text: 'Ada wrote this' }, 'admin');
  expect((await send('PATCH', `${ref}/entries/${adas}`, { text: 'x' })).status).toBe(409);
  expect((await send('DELETE', `${ref}/entries/${adas}`)).status).toBe(409);
  await send('POST', `${ref}/roles`, { role: 'commander', person: 'me' });
  await send('DELETE', `${ref}/entries/${adas}?reason=twice`);
  expect(await entry(adas)).toMatchObject({
    state: 'retracted',
    text: 'Ada wrote this',
    settled: { text: 'twice' },
  });
  expect((await send('PATCH', `${ref}/entries/${adas}`, { text: 'x' })).status).toBe(409);
  await send('POST', `${ref}/entries/${adas}/reopening`, {});
  expect(await entry(adas)).toMatchObject({ state: 'settled' });
});

test.each([
  ['a text of 100 kB', { text: 'x'.repeat(100_000) }, '/text'],
  ['nothing said', { text: '  ' }, '/text'],
  ['a time to come', { text: 'x', at: '2026-03-02T10:00:10Z' }, '/at'],
  ['the year 10000', { text: 'x', at: '+010000-01-01T00:00:00Z' }, '/at'],
  ['what belongs to another kind', { text: 'x', result: 'worked' }, '/result'],
  ['a stranger', { kind: 'question', text: 'x', person: 'nobody' }, '/person'],
  ['a due time that has passed', { kind: 'question', text: 'x', dueAt: '2026-03-02T09:00:00Z' }, '/dueAt'],
  ['a condition that is none', { kind: 'tripwire', text: 'x', matches: 'labels.' }, '/matches'],
  ['a severity that is none', { kind: 'tripwire', text: 'x', raiseTo: 'doom' }, '/raiseTo'],
  ['a line of elsewhere', { text: 'x', about: 'nowhere' }, '/about'],
  ['a kind that is none', { kind: 'gossip', text: 'x' }, '/kind'],
])('%s is refused, and nothing is written', async (_, body, pointer) => {
  const before = (await send('GET', ref)).json.version;
  const { status, json } = await send('POST', `${ref}/entries`, body);
  expect([status, json.errors[0]?.pointer]).toEqual([422, pointer]);
  expect((await send('GET', ref)).json.version).toBe(before);
});

test('the same request twice is one line', async () => {
  const sent = {
    token: slice.tokens.responder,
    body: { text: 'Once only', at: '2026-03-02T09:00:00Z' },
    headers: { 'idempotency-key': 'from-the-queue-1' },
  };
  const path = `/api/v1/incidents/${ref}/entries`;
  for (let i = 0; i < 3; i += 1) expect((await slice.http('POST', path, sent)).status).toBe(201);
  expect((await send('GET', `${ref}/entries?q=once%20only`)).json.items).toHaveLength(1);
});

test('the log goes by stated times, in pages, by kind and text, and tells what changed', async () => {
  const to = await declare('Paged');
  for (const minute of ['03', '01', '05', '02', '04'])
    await write({ text: `at ${minute} 100%`, at: `2026-03-02T09:${minute}:00Z` }, 'responder', to);
  const first = (await send('GET', `${to}/entries?limit=3`)).json;
  const second = (await send('GET', `${to}/entries?limit=3&cursor=${first.nextCursor}`)).json;
  expect([...first.items, ...second.items].map((one) => one.text.slice(3, 5))).toEqual([
    '05',
    '04',
    '03',
    '02',
    '01',
  ]);
  expect(second.nextCursor).toBeNull();
  expect((await send('GET', `${to}/entries?q=04%20100%25`)).json.items).toHaveLength(1);
  expect((await send('GET', `${to}/entries?kind=finding`)).json.items).toEqual([]);
  const { version } = (await send('GET', to)).json;
  const id = first.items[4]?.id ?? second.items[1]?.id ?? '';
  await send('PUT', `${to}/entries/${id}/pin`, { pinned: true });
  const changed = (await send('GET', `${to}/entries?changedAfter=${version}`)).json;
  expect(changed.items).toMatchObject([{ id, pinned: true, changed: version + 1 }]);
  expect((await send('GET', `${to}/entries?version=4`)).json.items.map((one) => one.seq)).toEqual([3, 4]);
  expect((await send('GET', `${to}/entries?cursor=WyJ4IiwieSJd`)).status).toBe(422);
});

test('while the commander asked for quiet, the others write aside', async () => {
  const to = await declare('Long step');
  expect((await send('PUT', `${to}/quiet`, { quiet: true })).status).toBe(409);
  await send('POST', `${to}/roles`, { role: 'commander', person: 'me' });
  expect((await send('PUT', `${to}/quiet`, { quiet: true })).json.quiet).toMatchObject({ by: 'rex' });
  const aside = await write({ text: 'Psst' }, 'admin', to);
  const loud = await write({ text: 'Step 3 of 9' }, 'responder', to);
  expect([(await entry(aside, to))?.detail, (await entry(loud, to))?.detail]).toEqual([{ aside: true }, {}]);
  expect((await send('PUT', `${to}/quiet`, { quiet: false })).json.quiet).toBeNull();
});

test('an alert trips the tripwire that waits for it, once, and in private as well', async () => {
  const wire = {
    kind: 'tripwire',
    text: 'The third data centre',
    matches: 'labels.dc == "3"',
    raiseTo: 'critical',
  };
  const open = await declare('Two are gone');
  const hidden = await declare('Hidden', { type: 'security' });
  const over = await declare('Over');
  const ids: string[] = [];
  for (const to of [open, hidden, over]) ids.push(await write(wire, 'responder', to));
  const other = await write({ ...wire, matches: 'labels.dc == "4"' }, 'responder', open);
  const broken = await write({ ...wire, matches: 'labels["dc"].size() > 9 / 0' }, 'responder', open);
  await send('POST', `${over}/resolution`, {});
  const severity = Object((await send('GET', open)).json).severity;
  const fire = async (dc: string, name: string) => {
    const body = { title: `Unreachable ${name}`, dedupKey: name, labels: { dc } };
    await slice.http('POST', '/ingest/v1/alerts', { token: keys.native, body });
    await slice.app.settled();
  };
  await fire('2', 'first');
  expect(await entry(ids[0] ?? '', open)).toMatchObject({ state: 'open' });
  await fire('3', 'second');
  await expect
    .poll(() => entry(ids[0] ?? '', open))
    .toMatchObject({
      state: 'tripped',
      settled: { by: 'tripwire', text: 'Alert at ledger: Unreachable second' },
    });
  expect(await entry(ids[1] ?? '', hidden)).toMatchObject({ state: 'tripped' });
  for (const [id, to] of [
    [ids[2], over],
    [other, open],
    [broken, open],
  ] as const)
    expect(await entry(id ?? '', to)).toMatchObject({ state: 'open' });
  const { version } = (await send('GET', open)).json;
  await fire('3', 'third');
  expect((await send('GET', open)).json.version).toBe(version);
  expect(Object((await send('GET', open)).json).severity).toBe(severity);
});

test('whoever comes back hears what changed since they looked, and nobody else can ask for it', async () => {
  const to = await declare('Away for an hour');
  const asked = async (who: Who) =>
    Object((await slice.http('GET', `/api/v1/incidents/${to}/catch-up`, { token: slice.tokens[who] })).json);
  expect(await asked('admin')).toMatchObject({ lookedAt: null, lines: [], brief: { commander: null } });
  const { version } = (await send('GET', to)).json;
  expect((await send('PUT', `${to}/look`, { version: version + 100 }, 'admin')).status).toBe(204);
  const id = await write({ kind: 'hypothesis', text: 'The pool' }, 'responder', to);
  await send('POST', `${to}/entries/${id}/settlement`, { state: 'confirmed' });
  await send('POST', `${to}/roles`, { role: 'commander', person: 'me' });
  expect(await asked('admin')).toMatchObject({
    lookedAt: '2026-03-02T10:00:00.000Z',
    written: 1,
    lines: [
      { kind: 'command', text: 'rex' },
      { kind: 'confirmed', text: 'The pool' },
    ],
    brief: { commander: 'rex', mine: [] },
  });
  expect(await asked('responder')).toMatchObject({ lookedAt: null });
});

test('a file goes with a line, comes back as a file only, and can be taken away for good', async () => {
  const to = await declare('With a file');
  const id = await write({ text: 'See the page' }, 'responder', to);
  const html = '<script>alert(1)</script>';
  const body = { name: '../Größe.html', content: Buffer.from(html).toString('base64') };
  const sent = await send('POST', `${to}/entries/${id}/files`, body);
  const [file] = sent.json.entries[0]?.files ?? [];
  expect(file).toMatchObject({ name: 'Größe.html.txt', type: 'text/plain', size: html.length });
  const path = `/api/v1/incidents/${to}/files/${file?.id}`;
  const got = await slice.http('GET', path, { token: slice.tokens.responder });
  expect([got.status, got.text]).toEqual([200, html]);
  expect(Object.fromEntries(got.headers)).toMatchObject({
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'content-disposition': `attachment; filename="Gr__e.html.txt"; filename*=UTF-8''Gr%C3%B6%C3%9Fe.html.txt`,
    'content-security-policy': expect.stringMatching(/default-src 'none'.*sandbox/),
  });
  for (const [wrong, pointer] of [
    [{ name: 'x', content: 'no base64!' }, '/content'],
    [{ name: 'x', content: Buffer.from([0, 1, 2]).toString('base64') }, '/content'],
    [{ name: '', content: 'YQ==' }, '/name'],
    [[], ''],
  ] as const) {
    const refused = await send('POST', `${to}/entries/${id}/files`, wrong);
    expect([refused.status, refused.json.errors[0]?.pointer]).toEqual([422, pointer]);
  }
  expect((await slice.http('GET', path.replace(to, ref), {})).status).toBe(404);
  expect((await send('DELETE', `${to}/files/${file?.id}?reason=secret`)).status).toBe(200);
  expect((await slice.http('GET', path, {})).status).toBe(404);
  expect(await entry(id, to)).toMatchObject({ files: [] });
});

test('a private log is not there for those outside', async () => {
  const to = await declare('Leaked', { type: 'security' });
  const id = await write({ text: 'The token of the vault' }, 'responder', to);
  expect((await send('GET', `${to}/entries/${id}/events`)).status).toBe(200);
  for (const [method, path, body] of [
    ['GET', 'entries'],
    ['GET', 'catch-up'],
    ['PUT', 'look', { version: 1 }],
    ['GET', `entries/${id}/events`],
    ['POST', 'entries', { text: 'x' }],
    ['PATCH', `entries/${id}`, { text: 'x' }],
    ['POST', `entries/${id}/settlement`, {}],
  ] as const)
    expect((await send(method, `${to}/${path}`, body, 'admin')).status).toBe(404);
  expect((await send('GET', `${ref}/entries/${id}/events`)).status).toBe(404);
  expect((await send('PATCH', `${ref}/entries/${id}`, { text: 'x' })).status).toBe(404);
});

test('the record is taken out whole, now and as it was, and only by whoever may see it', async () => {
  const to = await declare('Taken out');
  const before = slice.clock.now().toString();
  slice.clock.advance({ minutes: 3 });
  await write(
    { kind: 'finding', text: 'The disk is full', evidence: 'https://graphs.example.org/1' },
    'responder',
    to,
  );
  const { stream, exporting } = await exported(to);
  expect(exporting).toMatchObject({ actor: 'rex', subject: `incident:${to}` });
  for (const format of ['md', 'html', 'pdf'])
    expect((await taken(to, format)).type, format).toContain(
      { md: 'markdown', html: 'html', pdf: 'pdf' }[format],
    );
  expect((await taken(to, 'md')).text).toContain('The disk is full');
  expect((await taken(to, 'md')).text).toContain('Evidence: https://graphs.example.org/1');
  expect((await taken(to, `md&at=${before}`)).text).not.toContain('The disk is full');
  expect((await taken(to, 'md&at=2001-01-01T00:00:00Z')).status).toBe(404);
  const events = await send('GET', `${to}/events`);
  expect(stream).toEqual(events.json.items);
  const hidden = await declare('Leaked as well', { type: 'security' });
  expect((await taken(hidden, 'json', 'admin')).status).toBe(404);
  expect((await taken(hidden, 'json')).status).toBe(200);
});

async function exported(to: string) {
  const { events: stream } = JSON.parse((await taken(to, 'json')).text);
  const [exporting] = await slice.rows<{ actor: string; subject: string }>(sql`
    select actor, subject from platform.audit
    where action = 'respond.exportIncident' and subject = ${`incident:${to}`}`);
  return { stream, exporting };
}

async function taken(to: string, query: string, access: 'responder' | 'admin' = 'responder') {
  const path = `/api/v1/incidents/${to}/export?format=${query}`;
  const { status, headers, text } = await slice.http('GET', path, { token: slice.tokens[access] });
  return { status, type: headers.get('content-type'), text };
}

test('the record is what its stream folds to', async () => {
  expect(await differences(slice.app.platform.db)).toEqual([]);
});
