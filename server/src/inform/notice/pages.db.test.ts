/** News that are put on status pages, and what readers of the pages get to see. */
import { rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inside, openSlice, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';
import { sitesAmiss } from '../site/actions.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

type Access = 'responder' | 'admin' | 'stakeholder';
const send = (method: string, path: string, body?: object, access: Access = 'admin') =>
  slice.http(method, `/api/v1${path}`, { token: slice.tokens[access], body });
const read = (path: string, headers: Record<string, string> = {}) =>
  slice.http('GET', path, { token: null, headers });

const wish = { title: 'Acme', visibility: 'public' };
const checkout = { name: 'Checkout', services: ['checkout'] };
async function openPage(name: string, over: object = {}): Promise<void> {
  const { status, text } = await send('POST', '/status-pages', {
    name,
    ...wish,
    components: [checkout, { name: 'Ledger', group: 'Money', services: ['ledger'] }],
    ...over,
  });
  expect([status, text]).toEqual([201, expect.any(String)]);
  await slice.app.settled();
}
async function declare(body: object = {}): Promise<string> {
  const { json } = await send('POST', '/incidents', { title: 'db-7.internal is full', ...body }, 'responder');
  return String(inside(json, 'ref'));
}
async function tell(ref: string, body: object): Promise<string> {
  const news = { audience: 'customers', text: 'Some payments fail. We look into it.', publish: true };
  const { status, json, text } = await send(
    'POST',
    `/incidents/${ref}/updates`,
    { ...news, ...body },
    'responder',
  );
  expect([status, text]).toEqual([201, expect.any(String)]);
  await slice.app.settled();
  return String(inside(json, 'items', 0, 'id'));
}
const drop = (name: string) => send('DELETE', `/status-pages/${name}`);
const down = [{ name: 'Checkout', state: 'partial_outage' }];

test('an update with components stands on the pages that hold them, in its own words', async () => {
  await openPage('acme');
  await openPage('other', { components: [{ name: 'Search' }] });
  const before = await read('/status/acme');
  expect([before.status, before.text]).toEqual([200, expect.stringContaining('Everything works')]);
  const ref = await declare();
  await tell(ref, { title: 'Payments fail', components: down, state: 'investigating' });
  const page = await read('/status/acme');
  expect(page.text).toContain('Some payments fail. We look into it.');
  expect(page.text).toContain('Some parts are down');
  expect(page.text).not.toMatch(/db-7|INC-/);
  expect((await read('/status/other')).text).not.toContain('Some payments');
  const { json } = await read('/status/acme/api/v2/summary.json');
  expect(json).toMatchObject({
    status: { indicator: 'major' },
    incidents: [{ name: 'Payments fail', status: 'investigating', impact: 'major' }],
  });
  await tell(ref, { text: 'It works again.', state: 'resolved' });
  const after = await read('/status/acme/api/v2/summary.json');
  expect(after.json).toMatchObject({ status: { indicator: 'none' }, incidents: [] });
  const placements = await send('GET', `/incidents/${ref}/placements`);
  expect(inside(placements.json, 'items')).toMatchObject([
    { page: 'acme', stands: 'shown', problem: null },
    { page: 'acme', stands: 'shown', url: 'http://muster.example.org/status/acme' },
  ]);
  await drop('acme');
  await drop('other');
  await slice.app.settled();
  expect((await read('/status/acme')).status).toBe(404);
});

const stands = async (name: string) => (await read(`/status/${name}`)).text;

test('what was taken back is struck out, what was put right says so, and the rest goes on', async () => {
  await openPage('acme');
  const ref = await declare();
  const first = await tell(ref, { components: down, text: 'All payments are lost.' });
  await tell(ref, { text: 'Some payments are late.', title: 'Payments are late' });
  await send('POST', `/incidents/${ref}/updates/${first}/retraction`, { reason: 'not so' }, 'responder');
  await slice.app.settled();
  expect(await stands('acme')).toMatch(/<s>All payments are lost\.<\/s>.*taken back/s);
  const second = await tell(ref, { text: 'Ten in a hundred are late.' });
  await send(
    'POST',
    `/incidents/${ref}/updates/${second}/correction`,
    { text: 'One in a hundred is late.', reason: 'counted' },
    'responder',
  );
  await slice.app.settled();
  const page = await stands('acme');
  expect(page).toMatch(/One in a hundred is late\..*put right/s);
  expect(page).not.toMatch(/Ten in a hundred|counted|not so/);
  await drop('acme');
});

test('of a page with two persons, somebody else puts it there, or refuses it', async () => {
  await openPage('acme', { twoPersons: true });
  const ref = await declare();
  await tell(ref, { components: down });
  expect(await stands('acme')).not.toContain('Some payments');
  const { json } = await send('GET', '/status-pages/acme/notices', undefined, 'responder');
  expect(inside(json, 'items', 0)).toMatchObject({
    incident: ref,
    updates: [{ stands: 'waiting', by: 'rex' }],
  });
  const decide = (id: unknown, body: object, access: Access) =>
    send('POST', `/status-pages/acme/updates/${String(id)}/approval`, body, access);
  const id = inside(json, 'items', 0, 'updates', 0, 'id');
  expect((await decide(id, { agreed: true }, 'responder')).status).toBe(403);
  expect((await decide(id, { agreed: false }, 'admin')).status).toBe(422);
  expect((await decide(id, { agreed: true }, 'admin')).status).toBe(200);
  expect((await decide(id, { agreed: true }, 'admin')).status).toBe(409);
  await slice.app.settled();
  expect(await stands('acme')).toContain('Some payments fail.');
  await tell(ref, { text: 'It is worse.' });
  const next = await send('GET', '/status-pages/acme/notices');
  const refused = await decide(
    inside(next.json, 'items', 0, 'updates', 0, 'id'),
    { agreed: false, reason: 'too early' },
    'admin',
  );
  expect(inside(refused.json, 'items', 0, 'updates', 0)).toMatchObject({ stands: 'refused' });
  await slice.app.settled();
  expect(await stands('acme')).not.toContain('It is worse.');
  await drop('acme');
});

test('a private incident gets on a page only by its name, update by update', async () => {
  await openPage('acme', { follows: 'impact' });
  const ref = await declare({ private: true });
  const impact = { level: 'major', who: 'everybody', confidence: 'high', from: '2026-03-02T09:00:00.000Z' };
  await send('POST', `/incidents/${ref}/impacts`, { ...impact, services: ['checkout'] }, 'responder');
  await tell(ref, { components: down, text: 'Hidden words.' });
  expect(await stands('acme')).toContain('Everything works');
  await tell(ref, { components: down, text: 'Words for all.', pages: ['acme'] });
  await tell(ref, { text: 'Hidden again.' });
  const page = await stands('acme');
  expect(page).toContain('Words for all.');
  expect(page).not.toContain('Hidden');
  const { json } = await send('GET', '/status-pages/acme/notices', undefined, 'admin');
  expect(inside(json, 'items', 0, 'incident')).toBeNull();
  await drop('acme');
});

test('a page that follows impact shows it by itself and forgets it when it ends', async () => {
  await openPage('acme', { follows: 'impact' });
  const ref = await declare();
  const impact = { level: 'degraded', who: 'some', confidence: 'low', from: '2026-03-02T09:00:00.000Z' };
  const made = await send(
    'POST',
    `/incidents/${ref}/impacts`,
    { ...impact, services: ['ledger'] },
    'responder',
  );
  await slice.app.settled();
  expect([made.status, await stands('acme')]).toEqual([201, expect.stringContaining('Some parts are slow')]);
  expect(await stands('acme')).not.toContain('db-7');
  const id = inside(made.json, 'impact', 0, 'id');
  await send(
    'PATCH',
    `/incidents/${ref}/impacts/${String(id)}`,
    { until: '2026-03-02T09:30:00.000Z' },
    'responder',
  );
  await slice.app.settled();
  expect(await stands('acme')).toContain('Everything works');
  await drop('acme');
});

test('news that name what is not there are refused, and nothing of them is kept', async () => {
  await openPage('acme');
  const ref = await declare();
  const body = { audience: 'customers', text: 'x', publish: true };
  for (const [over, pointer] of [
    [{ pages: ['gone'] }, '/pages/0'],
    [{ components: [{ name: 'Search', state: 'operational' }] }, '/components/0/name'],
    [{ audience: 'staff', pages: ['acme'] }, '/pages/0'],
  ] as const) {
    const { status, json } = await send(
      'POST',
      `/incidents/${ref}/updates`,
      { ...body, ...over },
      'responder',
    );
    expect([status, inside(json, 'errors', 0, 'pointer')]).toEqual([422, pointer]);
  }
  expect(
    (await send('POST', `/incidents/${ref}/updates`, { ...body, text: 'x'.repeat(100_000) }, 'responder'))
      .status,
  ).toBe(422);
  expect(inside((await send('GET', `/incidents/${ref}/updates`)).json, 'items')).toEqual([]);
  await drop('acme');
});

test('files come with a tag, for a short time, zipped where that is wanted, and for programs anywhere', async () => {
  await openPage('acme');
  const page = await read('/status/acme', { 'accept-encoding': 'gzip' });
  const etag = page.headers.get('etag') ?? '';
  expect(page.headers.get('cache-control')).toBe(
    'public, max-age=10, stale-while-revalidate=60, stale-if-error=86400',
  );
  expect([page.headers.get('vary'), etag]).toEqual([
    'accept-encoding',
    expect.stringMatching(/^"[\w-]+-gz"$/),
  ]);
  expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'; style-src 'sha256-/);
  const again = await read('/status/acme/', { 'accept-encoding': 'gzip', 'if-none-match': `W/${etag}` });
  expect([again.status, again.text]).toEqual([304, '']);
  expect((await read('/status/acme', { 'accept-encoding': 'identity', 'if-none-match': etag })).status).toBe(
    200,
  );
  const json = await read('/status/acme/api/v2/status.json');
  expect(json.headers.get('access-control-allow-origin')).toBe('*');
  expect((await read('/status/acme/badge.svg')).headers.get('content-type')).toBe('image/svg+xml');
  expect((await read('/status/acme/feed.atom')).headers.get('content-type')).toMatch('application/atom+xml');
  for (const path of [
    '/status/none',
    '/status/acme/none',
    '/status/acme/..%2f..%2fsite.json',
    '/status/acme/site.json',
  ])
    expect([path, (await read(path)).status]).toEqual([path, 404]);
  await drop('acme');
});

test('a page for inside asks who reads it', async () => {
  await openPage('inside', { visibility: 'internal' });
  const ref = await declare();
  await tell(ref, { audience: 'staff', components: down, text: 'Use the telephone.' });
  expect((await read('/status/inside')).status).toBe(404);
  for (const path of ['/inside', '/inside/history.html']) {
    const browser = await read(`/status${path}`, { accept: 'text/html' });
    expect([browser.status, browser.headers.get('location')]).toEqual([303, `/reading${path}`]);
  }
  for (const [access, status] of [
    ['stakeholder', 200],
    ['responder', 200],
    [null, 404],
  ] as const) {
    const token = access === null ? null : slice.tokens[access];
    const page = await slice.http('GET', '/status/inside', { token });
    expect([page.status, page.text.includes('Use the telephone.')]).toEqual([status, status === 200]);
    expect(page.headers.get('cache-control')).toMatch(status === 200 ? 'private, no-cache' : 'no-store');
  }
  await drop('inside');
});

test('a host of its own leads to its page and to nothing else', async () => {
  await openPage('acme', { host: 'status.acme.example' });
  const port = new URL(slice.app.address()).port;
  const on = (path: string) => onHost(`status.acme.example:${port}`, path);
  expect((await on('/')).body).toContain('Everything works');
  expect((await on('/api/v2/status.json')).status).toBe(200);
  expect((await on('/status/acme/feed.atom')).status).toBe(200);
  for (const path of ['/api/v1/session', '/healthz', '/setup', '/status/other'])
    expect([path, (await on(path)).status]).toEqual([path, 404]);
  for (const [over, pointer] of [
    [{ host: 'muster.example.org' }, '/host'],
    [{ host: 'localhost' }, '/host'],
    [{ host: 'x.example', visibility: 'internal' }, '/host'],
    [{ colour: 'red' }, '/colour'],
    [{ components: [{ name: 'A' }, { name: 'a' }] }, '/components/1/name'],
    [{ components: [{ name: 'A', services: ['none'] }] }, '/components/0/services/0'],
    [{ components: [{ id: 'x', name: 'A' }] }, '/components/0/id'],
  ] as const) {
    const { status, json } = await send('PUT', '/status-pages/acme', { ...wish, ...over });
    expect([status, inside(json, 'errors', 0, 'pointer')]).toEqual([422, pointer]);
  }
  const taken = { name: 'two', ...wish, host: 'status.acme.example' };
  expect((await send('POST', '/status-pages', taken)).status).toBe(409);
  await drop('acme');
});

test('components that stay keep their history, and two who edit at once do not undo each other', async () => {
  await openPage('acme');
  const before = await send('GET', '/status-pages/acme');
  const [one, two] = [0, 1].map((i) => inside(before.json, 'components', i, 'id'));
  const swapped = {
    ...wish,
    title: 'New',
    components: [
      { id: two, name: 'Books' },
      { id: one, name: 'Ledger' },
    ],
  };
  const put = (version: string) =>
    slice.http('PUT', '/api/v1/status-pages/acme', {
      token: slice.tokens.admin,
      body: swapped,
      headers: { 'if-match': `"${version}"` },
    });
  const { status, json } = await put(String(inside(before.json, 'version')));
  expect([status, inside(json, 'components', 0, 'id'), inside(json, 'components', 1, 'id')]).toEqual([
    200,
    two,
    one,
  ]);
  expect((await put(String(inside(before.json, 'version')))).status).toBe(412);
  await slice.app.settled();
  expect(await stands('acme')).toContain('Books');
  const { json: site } = await send('GET', '/status-pages/acme/site');
  expect(inside(site, 'files', 0, 'path')).toBe('index.html');
  await drop('acme');
});

/** A page cannot be written where a file stands in the place of its folder. */
test('a page that cannot be written says so, tells whoever leads communications, and is tried again', async () => {
  await openPage('acme');
  const ref = await declare({ command: true });
  await tell(ref, { components: down });
  const own = join(slice.platform.settings.statusDir, 'acme');
  await rm(own, { recursive: true });
  await writeFile(own, '');
  await tell(ref, { text: 'Nobody can read this yet.' });
  const failing = await send('GET', '/status-pages/acme');
  expect(inside(failing.json, 'problem', 'text')).toMatch(/ENOTDIR|EEXIST/);
  const told = await slice.rows<{ title: string }>(
    sql`select title from oncall.pages where title = 'The status page Acme cannot be written'`,
  );
  expect(told).toHaveLength(1);
  const amiss = await sitesAmiss(slice.platform.db);
  expect(amiss.map((one) => one.text)).toEqual([
    expect.stringContaining('The status page Acme cannot be written'),
  ]);
  expect(await stands('acme')).toContain('Some payments fail.');
  await rm(own);
  slice.clock.advance({ minutes: 1 });
  await slice.app.settled();
  expect(await stands('acme')).toContain('Nobody can read this yet.');
  expect(inside((await send('GET', '/status-pages/acme')).json, 'problem')).toBeNull();
  await drop('acme');
});

test('pages, feeds, badges and JSON are read while the database is away', async () => {
  await openPage('acme');
  await tell(await declare(), { components: down, title: 'Payments fail' });
  const { name } = await slice.platform.db.one<{ name: string }>(sql`select current_database() as name`);
  const administrator = new pg.Client({ ...slice.database.config, database: 'postgres' });
  await administrator.connect();
  try {
    await administrator.query(`alter database ${name} allow_connections false`);
    await administrator.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
      name,
    ]);
    expect((await send('GET', '/status-pages')).status).toBe(503);
    for (const [path, holds] of [
      ['', 'Some payments fail'],
      ['/history.html', 'Payments fail'],
      ['/api/v2/summary.json', 'partial_outage'],
      ['/feed.atom', 'Some payments fail'],
      ['/badge.svg', 'Some parts are down'],
    ] as const) {
      const { status, text } = await read(`/status/acme${path}`);
      expect([path, status, text.includes(holds)]).toEqual([path, 200, true]);
    }
  } finally {
    await administrator.query(`alter database ${name} allow_connections true`);
    await administrator.end();
  }
  await expect.poll(async () => (await send('GET', '/status-pages')).status, { timeout: 20_000 }).toBe(200);
  await drop('acme');
});

/** A request says for itself which host it is for, which `fetch` does not let it. */
function onHost(host: string, path: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(slice.app.address() + path, { headers: { host } }, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (part: string) => {
        body += part;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
    });
    asked.on('error', reject).end();
  });
}
