/** What keeps a browser safe from others and us from a browser: headers, where writes come from, where nothing leads. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../src/platform/db.ts';
import { safeHeaders } from '../src/platform/http/headers.ts';
import { inside, keys, openSlice, type Slice } from './harness/slice.ts';

let slice: Slice;
let cookie: string;
const address = { email: 'ada@example.org', password: 'a sentence that only ada knows' };

beforeAll(async () => {
  slice = await openSlice({ settings: { admin: address } });
  const answer = await signIn({});
  cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  expect(cookie).toContain('muster_session');
});
afterAll(() => slice.stop());

const signIn = (headers: Record<string, string>) =>
  slice.http('POST', '/api/v1/session', { token: null, body: address, headers });

interface Operation {
  method: string;
  path: string;
}

/** Every endpoint of the contract, as the running server describes it, its parameters filled in. */
async function operations(): Promise<Operation[]> {
  const document = (await slice.http('GET', '/api/v1/openapi.json', { token: null })).json;
  const found = Object.entries(Object(inside(document, 'paths'))).flatMap(([path, methods]) =>
    Object.keys(Object(methods)).map((method) => ({
      method: method.toUpperCase(),
      path: path.replace(/\{\w+\}/g, 'x'),
    })),
  );
  expect(found.length).toBeGreaterThan(50);
  return found;
}

/** What stands beside the contract: files, doors, links, health, and what is not there. */
const others: Operation[] = [
  ['GET', '/'],
  ['GET', '/healthz'],
  ['GET', '/readyz'],
  ['GET', '/metrics'],
  ['GET', '/api/v1/openapi.json'],
  ['GET', '/api/v1/none'],
  ['GET', '/a/none.none'],
  ['POST', '/a/none.none'],
  ['POST', '/reports/content'],
  ['GET', `/ping/${keys.backup}`],
  ['POST', '/v2/enqueue'],
  ['POST', '/ingest/generic/wrong-key-wrong-key'],
  ['GET', '/ingest/alertmanager/x'],
  ['GET', '/nowhere/at/all'],
  ['DELETE', '/nowhere'],
  ['GET', '/%ff'],
  ['GET', '/..%2f..%2fetc/passwd'],
].map(([method = '', path = '']) => ({ method, path }));

describe('headers', () => {
  test('every answer of every address, refusals included, has the whole table', async () => {
    const table = Object.entries(safeHeaders('http://muster.example.org'));
    const wrong: string[] = [];
    for (const { method, path } of [...(await operations()), ...others]) {
      for (const token of [null, slice.tokens.admin]) {
        const { headers, status } = await slice.http(method, path, { token });
        for (const [name, value] of table) {
          const said = headers.get(name);
          // A page has a policy of its own, which is stricter than none in all that matters here.
          const isOwn = name === 'content-security-policy' && said?.includes("frame-ancestors 'none'");
          if (said !== value && !isOwn) wrong.push(`${method} ${path} ${status}: ${name} is ${said}`);
          if (said?.includes('unsafe')) wrong.push(`${method} ${path}: ${said}`);
        }
        // Heartbeats are told from pages of other hosts, by their protocol; there is nothing to read.
        const isPing = path.startsWith('/ping/');
        if (headers.has('access-control-allow-origin') && !isPing)
          wrong.push(`${method} ${path} lets others read`);
        if (headers.has('server') || headers.has('x-powered-by'))
          wrong.push(`${method} ${path} tells too much`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('where people come by https, browsers are told to stay there', async () => {
    expect((await slice.http('GET', '/healthz')).headers.get('strict-transport-security')).toBeNull();
    const secure = await openSlice({
      database: slice.database,
      settings: { url: 'https://muster.example.org' },
    });
    const { headers } = await secure.http('GET', '/healthz', { token: null });
    expect(headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains');
    await secure.stop();
  });

  test('a live stream has them, too', async () => {
    const leave = new AbortController();
    const headers = { authorization: `Bearer ${slice.tokens.responder}` };
    const answer = await fetch(`${slice.app.address()}/api/v1/live`, { signal: leave.signal, headers });
    for (const [name, value] of Object.entries(safeHeaders('http://muster.example.org')))
      expect(answer.headers.get(name)).toBe(value);
    leave.abort();
  });

  test('what browsers report is counted and hardly logged', async () => {
    const report = (blocked: string) => ({
      'csp-report': {
        'effective-directive': 'script-src-elem',
        'blocked-uri': blocked,
        'document-uri': 'http://muster.example.org/setup?token=reported-secret',
      },
    });
    for (let i = 0; i < 40; i += 1) {
      const body = report(`https://evil.example/${i}`);
      expect((await slice.http('POST', '/reports/content', { token: null, body })).status).toBe(204);
    }
    const { text } = await slice.http('GET', '/metrics');
    const counted = /policy_reports_total\{directive="script-src-elem"\} (\d+)/.exec(text)?.[1];
    // Thirty at once from one address, and one every two seconds; some were sent by the tests before.
    expect(Number(counted)).toBeGreaterThan(20);
    expect(Number(counted)).toBeLessThan(36);
    const lines = slice.lines.filter((line) => JSON.stringify(line).includes('content policy'));
    expect(lines).toHaveLength(10);
    expect(JSON.stringify(lines)).not.toContain('reported-secret');
    const long = JSON.stringify(report('x'.repeat(20_000)));
    expect((await slice.http('POST', '/reports/content', { token: null, body: long })).status).toBe(413);
  });
});

const foreign: [string, Record<string, string>][] = [
  ['from another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
  ['from a sister host', { 'sec-fetch-site': 'same-site', origin: 'http://sister.example.org' }],
  ['by an old browser from another site', { origin: 'https://evil.example' }],
  ['by a frame without an origin', { origin: 'null' }],
  ['by another site that knows our header', { origin: 'https://evil.example', 'x-muster': '1' }],
  ['by one that says two things', { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' }],
  ['from another port of this host', { origin: 'http://muster.example.org:8080' }],
  ['from a host whose name begins like ours', { origin: 'http://muster.example.org.evil.example' }],
];

describe('a write', () => {
  test('by cookie from elsewhere, or from nobody knows where, reaches no endpoint of the contract', async () => {
    const writes = (await operations()).filter(({ method }) => method !== 'GET');
    expect(writes.length).toBeGreaterThan(30);
    const taken: string[] = [];
    for (const { method, path } of writes) {
      for (const [how, headers] of [...foreign, ['without a word', {}] as const]) {
        const sent = { token: null, body: '{}', headers: { cookie, ...headers } };
        const { status, text } = await slice.http(method, path, sent);
        if (status !== 403 || !text.includes('must come from the pages of this server'))
          taken.push(`${method} ${path} ${how}: ${status}`);
      }
    }
    expect(taken).toEqual([]);
  });

  test.each(foreign)(
    'that signs somebody in, %s, is refused although there is no cookie yet',
    async (_, headers) => {
      const answer = await signIn(headers);
      expect(answer.status).toBe(403);
      expect(answer.headers.get('set-cookie')).toBeNull();
    },
  );

  test.each<[string, Record<string, string>]>([
    ['from our pages', { 'sec-fetch-site': 'same-origin', origin: 'http://muster.example.org' }],
    ['from our pages over plain http, where browsers tell less', { origin: 'http://muster.example.org' }],
    ['by our pages in a browser that tells nothing', { 'x-muster': '1' }],
  ])('by cookie %s is taken', async (_, headers) => {
    const sent = { token: null, headers: { cookie, ...headers }, body: { title: 'Taken', people: ['rex'] } };
    expect((await slice.http('POST', '/api/v1/pages', sent)).status).toBe(201);
  });

  test('from the address in the browser is taken where a proxy stands in front', async () => {
    const origin = slice.app.address();
    const sent = { token: null, headers: { cookie, origin }, body: { title: 'Taken', people: ['rex'] } };
    expect((await slice.http('POST', '/api/v1/pages', sent)).status).toBe(201);
  });

  test('that signs out from elsewhere leaves the session as it is', async () => {
    const sent = { token: null, headers: { cookie, origin: 'https://evil.example' } };
    expect((await slice.http('DELETE', '/api/v1/session', sent)).status).toBe(403);
    expect((await slice.http('GET', '/api/v1/session', { token: null, headers: { cookie } })).status).toBe(
      200,
    );
  });

  test('by token is asked for no origin, and by a door neither', async () => {
    const headers = { origin: 'https://evil.example' };
    const page = { title: 'By token', people: ['rex'] };
    expect((await slice.http('POST', '/api/v1/pages', { headers, body: page })).status).toBe(201);
    const alert = { title: 'From a page', dedupKey: 'from-a-page' };
    const sent = { token: null, headers, body: alert };
    expect((await slice.http('POST', `/ingest/generic/${keys.native}`, sent)).status).toBe(202);
  });

  test('by a device or session cookie on an address outside of the API is no exception', async () => {
    const sent = { token: null, headers: { cookie: 'muster_device=x', origin: 'https://evil.example' } };
    expect((await slice.http('POST', '/a/none.none', sent)).status).toBe(403);
  });

  test('with GET changes nothing, whoever asks', async () => {
    // To read the audit log, or to take incidents or numbers out, is itself something to record.
    const rows = () =>
      slice.rows(sql`
        select action, actor, subject from platform.audit
        where action not like 'platform.%' and action not like '%.export%'`);
    const before = await rows();
    for (const { method, path } of await operations())
      if (method === 'GET') await slice.http('GET', path, { token: null, headers: { cookie } });
    expect(await rows()).toEqual(before);
  });
});

test('no address leads to another host, whatever it is asked for', async () => {
  const targets = [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '%2f%2fevil.example',
  ];
  const names = ['next', 'returnTo', 'return_to', 'redirect', 'redirect_uri', 'url', 'continue', 'to'];
  const wrong: string[] = [];
  const gets = [...(await operations()), ...others].filter(({ method }) => method === 'GET');
  for (const { path } of gets) {
    for (const target of targets) {
      const query = names.map(
        (name) => `${name}=${target.includes('%') ? target : encodeURIComponent(target)}`,
      );
      const { headers } = await slice.http('GET', `${path}?${query.join('&')}`, { token: null });
      const location = headers.get('location');
      if (location?.includes('evil') || location?.startsWith('javascript'))
        wrong.push(`${path} -> ${location}`);
    }
  }
  for (const path of [
    '//evil.example',
    '//evil.example/',
    '/\\evil.example',
    '//evil.example/%2e%2e',
    '/assets//evil.example',
  ]) {
    const { headers } = await slice.http('GET', path, { token: null, headers: { accept: 'text/html' } });
    if (headers.has('location')) wrong.push(`${path} -> ${headers.get('location')}`);
  }
  expect(wrong).toEqual([]);
});
