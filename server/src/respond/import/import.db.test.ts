import { afterAll, beforeAll, expect, test } from 'vitest';
import { hostileTexts } from '../../../test/harness/hostile.ts';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

type Json = Record<string, unknown>;
type As = keyof Slice['tokens'];
async function take(items: readonly Json[], { query = '', as = 'responder' as As } = {}): Promise<Json> {
  const { status, json } = await slice.http('POST', `/api/v1/incidents/import${query}`, {
    token: slice.tokens[as],
    body: { items },
  });
  expect(status, JSON.stringify(json)).toBe(200);
  return json as Json;
}
const get = async (path: string, as: As = 'responder') =>
  (await slice.http('GET', `/api/v1/${path}`, { token: slice.tokens[as] })).json as Json;
const out = async (format: 'csv' | 'json', as: As = 'responder') =>
  (await slice.http('GET', `/api/v1/incidents/export?format=${format}`, { token: slice.tokens[as] })).text;
const titled = (title: string) =>
  slice.rows<{ id: string; ref: string; state: Json }>(
    sql`select id, ref, state from respond.incidents where title = ${title}`,
  );
async function theOne(title: string) {
  const [one] = await titled(title);
  if (!one) throw new Error(`There is no "${title}"`);
  return one;
}
const counts = (created: number, updated: number, unchanged: number) => ({ created, updated, unchanged });

const outage = {
  sourceId: 'OPS-1',
  title: 'Ledger was down',
  severity: 'critical',
  services: ['ledger'],
  impact: [{ start: '2026-01-10T10:00:00Z', end: '2026-01-10T10:40:00Z', level: 'major' }],
  times: {
    detected: '2026-01-10T10:04:00Z',
    declared: '2026-01-10T10:06:00Z',
    mitigated: '2026-01-10T10:30:00+00:00',
    resolved: '2026-01-10T11:00:00Z',
  },
  updates: [
    { at: '2026-01-10T10:20:00Z', audience: 'customers', text: 'We are on it.', state: 'identified' },
  ],
};
const january = 'from=2026-01-01T00:00:00Z&until=2026-02-01T00:00:00Z';

test('a history is taken in, known again, put right where it differs, and is in the figures', async () => {
  expect(await take([outage])).toEqual({ ...counts(1, 0, 0), rejected: [] });
  expect(await take([outage])).toEqual({ ...counts(0, 0, 1), rejected: [] });
  await slice.app.settled();
  const asked = `measures/ttrestore?${january}`;
  expect(await get(asked)).toMatchObject({ n: 1, values: [{ seconds: 2_400 }] });
  const later = {
    ...outage,
    times: { ...outage.times, mitigated: '2026-01-10T10:35:00Z' },
    impact: [{ ...outage.impact[0], end: '2026-01-10T10:50:00Z', weight: 0.5 }],
  };
  expect(await take([later])).toMatchObject(counts(0, 1, 0));
  expect(await take([later])).toMatchObject(counts(0, 0, 1));
  await slice.app.settled();
  expect(await get(asked)).toMatchObject({ n: 1, values: [{ seconds: 3_000 }] });
  expect(await get(`measures/ttm?${january}`)).toMatchObject({ values: [{ seconds: 2_100 }] });
  expect(await get(`measures/availability?${january}&service=ledger`)).toMatchObject({
    parts: { lostSeconds: 1_500 },
  });
});

test('what is taken in pages nobody, runs no clock, is told to nobody, and stands where it belongs', async () => {
  const { id, ref, state } = await theOne('Ledger was down');
  expect(state).toMatchObject({ kind: 'retroactive', category: 'closed', pages: [], snapshot: null });
  expect(state).toMatchObject({ declaredAt: '2026-01-10T10:06:00.000Z', nextUpdates: {} });
  await slice.app.settled();
  expect(await slice.rows(sql`select 1 from respond.clocks where incident = ${id}`)).toEqual([]);
  expect(await slice.rows(sql`select 1 from oncall.pages where title = 'Ledger was down'`)).toEqual([]);
  // The ids of what goes on now come after it, and lists are in their order.
  expect(id < '019c0000').toBe(true);
  const { items } = (await get(`incidents/${ref}/updates`)) as { items: Json[] };
  expect(items).toMatchObject([{ at: '2026-01-10T10:20:00.000Z', text: 'We are on it.' }]);
});

test('what people put right here stays when the same file comes again', async () => {
  const item = { ...outage, sourceId: 'OPS-2', title: 'Carts wer empty' };
  await take([item]);
  const { ref } = await theOne('Carts wer empty');
  await slice.http('PATCH', `/api/v1/incidents/${ref}`, {
    token: slice.tokens.responder,
    body: { title: 'Carts were empty', reason: 'A letter was missing' },
  });
  expect(await take([item])).toMatchObject(counts(0, 0, 1));
  expect(await titled('Carts were empty')).toHaveLength(1);
});

test('each that is no record of the past is refused for itself, with a reason; the others are taken in', async () => {
  const one = (over: Json) => ({
    sourceId: `bad-${JSON.stringify(over)}`.slice(0, 200),
    title: 'Bad',
    severity: 'minor',
    ...over,
  });
  const { rejected, ...done } = await take([
    one({ times: { impactStart: '2027-01-01T00:00:00Z' } }),
    one({ times: { declared: '0001-01-01T00:00:00Z' } }),
    one({ severity: 'sev1' }),
    one({ services: ['nothing-of-ours'] }),
    one({ impact: [{ start: '2026-01-02T00:00:00Z', end: '2026-01-01T00:00:00Z' }] }),
    one({ impact: [{ start: '2026-01-02T00:00:00Z', end: null }] }),
    one({ title: '' }),
    one({ private: true, kind: 'drill', state: 'open' }),
    null as unknown as Json,
    one({
      sourceId: 'good-1',
      title: 'Before any service of ours',
      times: { declared: '1999-12-31T23:59:59Z' },
    }),
    one({ sourceId: 'good-1', title: 'The same name twice' }),
  ]);
  expect(done).toEqual(counts(1, 0, 0));
  expect((rejected as { index: number; message: string }[]).map((each) => each.message)).toEqual([
    'ImpactStart is still to come: 2027-01-01T00:00:00.000Z.',
    'Declared is before 1970: 0001-01-01T00:00:00.000Z.',
    'There is no severity "sev1"; there are minor, average, critical.',
    'There is no service "nothing-of-ours".',
    'Impact 1 ends before it starts.',
    'Impact 1 has no end.',
    expect.stringContaining('title'),
    'It was still going on when it was taken out.',
    expect.stringContaining('expected object'),
    'Item 9 has the same sourceId.',
  ]);
  const many = { items: Array.from({ length: 10_001 }, () => ({})) };
  const token = slice.tokens.responder;
  expect((await slice.http('POST', '/api/v1/incidents/import', { token, body: many })).status).toBe(422);
});

test('times that cannot be are refused for their item; what is older than its service counts', async () => {
  const item = (sourceId: string, over: Json) => ({ ...outage, sourceId, title: `Odd ${sourceId}`, ...over });
  const { rejected, ...done } = await take([
    item('odd-1', { times: { declared: '+010000-01-01T00:00:00Z' } }),
    item('odd-2', { times: { declared: '2025-02-30T00:00:00Z' } }),
    item('odd-3', {
      impact: [{ start: '2026-01-10T10:00:00Z', end: '9999-01-01T00:00:00Z', level: 'major' }],
    }),
    item('odd-4', { updates: [{ at: '9999-12-31T00:00:00Z', audience: 'customers', text: 'Later' }] }),
    item('odd-5', { times: { resolved: '2026-01-10T09:00:00Z', declared: '2026-01-10T10:00:00Z' } }),
    item('odd-6', {
      impact: [{ start: '1999-06-01T10:00:00Z', end: '1999-06-01T11:00:00Z', level: 'major' }],
      times: { declared: '1999-06-01T10:00:00Z', resolved: '1999-06-01T11:00:00Z' },
      updates: [],
    }),
  ]);
  expect({ ...done, refused: (rejected as { index: number }[]).map((one) => one.index) }).toEqual({
    ...counts(2, 0, 0),
    refused: [0, 1, 2, 3],
  });
  await slice.app.settled();
  const asked = 'service=ledger&from=1999-05-01T00:00:00Z&until=1999-07-01T00:00:00Z';
  expect(await get(`measures/availability?${asked}`)).toMatchObject({ parts: { lostSeconds: 3_600 } });
  const odd = (await get(`measures/ttr?${january}`)) as { values: { ref: string; seconds: number }[] };
  expect(odd.values.every(({ seconds }) => seconds >= 0)).toBe(true);
});

test('whatever stands in texts that are taken in, they come out as texts', async () => {
  // What is no text at all is refused with the whole call.
  const isText = (one: string) => one.trim() !== '' && one.isWellFormed() && !one.includes('\0');
  const items = hostileTexts.filter(isText).map((text, i) => ({
    sourceId: `hostile-${i}`,
    title: text.slice(0, 200),
    severity: 'minor',
    summary: text,
    times: { declared: '2020-02-02T02:02:02Z', resolved: '2020-02-02T03:02:02Z' },
    updates: [{ at: '2020-02-02T02:30:00Z', audience: 'customers', text: `${text} quokka` }],
  }));
  const { created, rejected } = (await take(items)) as { created: number; rejected: Json[] };
  expect(created + rejected.length).toBe(items.length);
  expect(created).toBeGreaterThan(items.length / 2);
  const csv = await out('csv');
  expect(csv).not.toMatch(/(?:^|,)"?[=+@-]/m);
  const read = await slice.http('POST', '/api/v1/incidents/import/table', {
    token: slice.tokens.responder,
    body: { text: csv },
  });
  const back = (read.json as { items: { item: Json }[] }).items.map((one) => one.item);
  expect(await take(back)).toMatchObject({ ...counts(0, 0, back.length), rejected: [] });
  await slice.app.settled();
  slice.clock.advance({ seconds: 6 });
  await slice.app.settled();
  const found = (await get('search?q=quokka&limit=50')) as { items: { snippet: { text: string }[] }[] };
  const shown = found.items.map(({ snippet }) => snippet.map((one) => one.text).join(''));
  expect(shown).toContain('<script>alert(1)</script> quokka');
});

test('services are made where that is asked for, drills count nowhere, and a dry run changes nothing', async () => {
  const item = { ...outage, sourceId: 'OPS-3', title: 'Mail was slow', services: ['mail'], kind: 'drill' };
  const both = '?createServices=true&dryRun=true';
  expect(await take([item], { query: both })).toMatchObject(counts(1, 0, 0));
  expect(await titled('Mail was slow')).toEqual([]);
  expect(await take([item])).toMatchObject({ ...counts(0, 0, 0), rejected: [{ index: 0 }] });
  expect(await take([item], { query: '?createServices=true' })).toMatchObject(counts(1, 0, 0));
  expect(await slice.rows(sql`select name from catalog.services where name = 'mail'`)).toHaveLength(1);
  await slice.app.settled();
  expect(await get(`measures/availability?${january}&service=mail`)).toMatchObject({
    excluded: [{ reason: 'drill', n: 1 }],
  });
});

test('what goes out as JSON or as a table comes in unchanged', async () => {
  const live = await slice.http('POST', '/api/v1/incidents', {
    token: slice.tokens.responder,
    body: { title: '=HYPERLINK("http://evil.example")', summary: '\t\'=1+1, "quoted"\nand more' },
  });
  expect(live.status).toBe(201);
  const { items } = JSON.parse(await out('json')) as { items: Json[] };
  expect(await take(items)).toEqual({ ...counts(0, 0, items.length), rejected: [] });
  const csv = await out('csv');
  expect(csv).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
  expect(csv).not.toMatch(/(?:^|,)"?[=+@-]/m);
  const read = await slice.http('POST', '/api/v1/incidents/import/table', {
    token: slice.tokens.responder,
    body: { text: csv },
  });
  expect(read.json).toMatchObject({ rejected: [] });
  const rows = (read.json as { items: { item: Json }[] }).items;
  expect(await take(rows.map((one) => one.item))).toEqual({ ...counts(0, 0, items.length), rejected: [] });
});

test('a private one goes out to its members only, and its name is free for everybody outside', async () => {
  const item = { ...outage, sourceId: 'SEC-1', title: 'Key was stolen', private: true };
  expect(await take([item])).toMatchObject(counts(1, 0, 0));
  expect(await out('json')).toContain('Key was stolen');
  for (const as of ['auditor', 'admin'] as const) {
    expect(await out('csv', as)).not.toContain('Key was stolen');
    expect(await out('json', as)).not.toContain('SEC-1');
  }
  const own = { ...item, title: 'Another story', private: false };
  expect(await take([own], { as: 'admin' })).toMatchObject(counts(1, 0, 0));
  expect(await take([item])).toMatchObject({ rejected: [] });
});
