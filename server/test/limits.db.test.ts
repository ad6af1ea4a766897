/** What somebody gets who asks too much: of the API, of the doors, in one request, of a connection. */
import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../src/platform/db.ts';
import { inside, keys, openSlice, type Slice } from './harness/slice.ts';
import { stopwatch } from './harness/stopwatch.ts';

let slice: Slice;
let strict: Slice;

beforeAll(async () => {
  slice = await openSlice();
  strict = await openSlice({ database: slice.database, settings: { apiRate: 100 } });
});
afterAll(async () => {
  await strict.stop();
  await slice.stop();
});

const times = (count: number, ask: () => Promise<{ status: number; headers: Headers; json: unknown }>) =>
  Promise.all(Array.from({ length: count }, ask));
/** One address may have a thousand; a sender that keeps its connections needs few. */
async function over200Connections<T>(count: number, ask: (i: number) => Promise<T>): Promise<T[]> {
  const answers: T[] = [];
  let next = 0;
  const work = async () => {
    for (let i = next++; i < count; i = next++) answers.push(await ask(i));
  };
  await Promise.all(Array.from({ length: 200 }, work));
  return answers;
}

const refusedOf = (answers: readonly { status: number }[]) =>
  answers.filter(({ status }) => status === 429).length;

describe('the API', () => {
  test('a token that asks too often is told when to come again, and others are not', async () => {
    const path = '/api/v1/session';
    const answers = await times(150, () => strict.http('GET', path, { token: slice.tokens.responder }));
    expect(refusedOf(answers)).toBeGreaterThan(40);
    const refused = answers.find(({ status }) => status === 429);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(inside(refused?.json, 'code')).toBe('limit');
    expect(inside(refused?.json, 'detail')).toMatch(/try again in \d+ s/);
    expect((await strict.http('GET', path, { token: slice.tokens.admin })).status).toBe(200);
    expect((await strict.http('GET', '/metrics', { token: slice.tokens.admin })).text).toContain(
      'muster_refused_by_limit_total{limit="person"}',
    );
  });

  test('wrong tokens and strangers count by address', async () => {
    const wrong = await times(20, () =>
      strict.http('GET', '/api/v1/people', { token: 'mst_a-token-that-nobody-has' }),
    );
    expect(wrong.map(({ status }) => status)).toContain(401);
    expect(refusedOf(wrong)).toBeGreaterThanOrEqual(8);
    expect((await strict.http('GET', '/api/v1/session', { token: null })).status).toBe(429);
    expect((await strict.http('GET', '/api/v1/people', { token: slice.tokens.admin })).status).toBe(200);
    // What a probe and a sender need is not the API.
    expect((await strict.http('GET', '/healthz', { token: null })).status).toBe(200);
  });

  test.each([
    ['lists', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
    ['objects', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
    ['both, in a member', `{"title":${'[{"a":'.repeat(5_000)}1${'}]'.repeat(5_000)}}`],
  ])('a body with 10,000 nested %s is refused at every endpoint that takes one', async (_, body) => {
    const document = (await slice.http('GET', '/api/v1/openapi.json')).json;
    for (const [path, methods] of Object.entries(Object(inside(document, 'paths'))))
      for (const method of Object.keys(Object(methods)).filter((one) => !['get', 'delete'].includes(one))) {
        const answer = await slice.http(method.toUpperCase(), path.replace(/\{\w+\}/g, 'x'), { body });
        expect(answer.status, `${method} ${path}`).toBeGreaterThanOrEqual(400);
        expect(answer.status, `${method} ${path}`).toBeLessThan(500);
      }
    expect(slice.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test.each([
    ['depth', `people: ${'['.repeat(10_000)}${']'.repeat(10_000)}`],
    [
      'aliases',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghij'].map((one, i) => `${one}: &${one} [${`*${'abcdefghij'[i]},`.repeat(9)}]`).join('\n')}`,
    ],
  ])('an organisation file in YAML that blows up by %s is refused in time', async (_, body) => {
    const taken = stopwatch();
    const headers = { 'content-type': 'application/yaml' };
    const { status } = await slice.http('POST', '/api/v1/organisation/plan', { body, headers });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(taken()).toBeLessThan(3_000);
  });

  test('an address of 20 kB and headers of 64 kB are refused', async () => {
    expect((await slice.http('GET', `/api/v1/people?cursor=${'x'.repeat(20_000)}`)).status).toBe(431);
    const headers = { 'x-long': 'x'.repeat(65_536) };
    expect((await slice.http('GET', '/api/v1/people', { headers })).status).toBe(431);
  });
});

describe('the doors', () => {
  test('a packed bomb is refused without being unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, 'a'));
    expect(bomb.length).toBeLessThan(60_000);
    const before = process.memoryUsage().rss;
    for (const path of [
      `/ingest/generic/${keys.native}`,
      `/ingest/alertmanager/${keys.prometheus}`,
      '/v2/enqueue',
    ]) {
      const headers = { 'content-encoding': 'gzip', 'content-type': 'application/json' };
      const { status } = await slice.http('POST', path, {
        token: null,
        body: Uint8Array.from(bomb),
        headers,
      });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
  });

  test('a body that never ends is cut off at the limit', async () => {
    const { port } = new URL(slice.app.address());
    const path = `/ingest/generic/${keys.native}`;
    const { promise, resolve } = Promise.withResolvers<number | string>();
    const out = request({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path,
      headers: { 'transfer-encoding': 'chunked' },
    });
    out.on('response', (response) => resolve(response.statusCode ?? 0));
    out.on('error', () => resolve('cut'));
    const part = Buffer.alloc(65_536, 'a');
    let sent = 0;
    const more = () => {
      if (sent > 100_000_000 || out.destroyed) return;
      sent += part.length;
      if (out.write(part)) setImmediate(more);
      else out.once('drain', more);
    };
    more();
    expect([413, 'cut']).toContain(await promise);
    out.destroy();
    expect(sent).toBeLessThan(50_000_000);
  });

  test('one source that sends all at once delays nobody else, and loses nothing that it was told is stored', async () => {
    const raise = (key: string, i: number) =>
      slice.http('POST', `/ingest/generic/${key}`, {
        token: null,
        body: { title: `flood ${i}`, dedupKey: `flood ${i % 50}` },
      });
    const flood = over200Connections(1_500, (i) => raise(keys.native, i));
    const calm: number[] = [];
    for (let i = 0; i < 20; i += 1) {
      const taken = stopwatch();
      const answer = await slice.http('POST', `/ingest/alertmanager/${keys.prometheus}`, {
        token: null,
        body: {
          version: '4',
          groupKey: 'calm',
          alerts: [{ status: 'firing', fingerprint: `calm ${i}`, labels: { alertname: 'C' } }],
        },
      });
      calm.push(taken());
      expect(answer.status).toBe(200);
    }
    // Sender and server share one thread here, so this is the flood's own work more than a wait.
    expect(calm.sort((a, b) => a - b)[calm.length / 2]).toBeLessThan(1_500);
    const answers = await flood;
    for (const { status, headers } of answers) {
      expect([202, 429, 503]).toContain(status);
      if (status !== 202) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    const [stored] = await slice.rows<{ n: number }>(sql`
      select sum(count)::int as n from detect.alerts where dedup_key like 'flood %'`);
    expect(stored?.n).toBeGreaterThanOrEqual(answers.filter(({ status }) => status === 202).length);
  });

  test('keys that nobody has are guessed 600 times, and then not answered any more', async () => {
    const guess = () =>
      slice.http('POST', '/ingest/generic/a-key-that-nobody-has', { token: null, body: '{}' });
    const taken = stopwatch();
    const answers = await over200Connections(700, guess);
    // Ten more become free with each second that it takes.
    const free = 600 + Math.ceil(taken() / 100) + 1;
    const statuses = new Map<number, number>();
    for (const { status } of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1);
    expect(statuses.get(404)).toBeGreaterThanOrEqual(500);
    expect(statuses.get(404)).toBeLessThanOrEqual(free);
    expect((statuses.get(404) ?? 0) + (statuses.get(503) ?? 0) + (statuses.get(429) ?? 0)).toBe(700);
    const own = await slice.http('POST', `/ingest/generic/${keys.native}`, {
      token: null,
      body: { title: 'own', dedupKey: 'own' },
    });
    expect(own.status).toBe(202);
  });
});
