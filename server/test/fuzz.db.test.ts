/** Random requests against every endpoint, made from its own schema: refused or taken, never a fault. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Draw, drawFrom, hostileTexts, pick, valueFor } from './harness/hostile.ts';
import { inside, keys, openSlice, type Slice } from './harness/slice.ts';

const roundsPerEndpoint = 10;

interface Operation {
  method: string;
  path: string;
  parameters: unknown[];
  body: unknown;
}

let slice: Slice;
let ids: string[];
beforeAll(async () => {
  slice = await openSlice();
  const body = { title: 'Disk full', dedup_key: 'disk' };
  await slice.http('POST', '/ingest/v1/alerts', { token: keys.native, body });
  await slice.app.settled();
  const found = await Promise.all(['pages', 'alerts'].map((list) => slice.http('GET', `/api/v1/${list}`)));
  // A token that may be revoked; the callers' own must live on.
  const spare = await slice.http('POST', '/api/v1/tokens', { body: { label: 'spare' } });
  ids = [
    ...found.map((answer) => String(inside(answer.json, 'items', 0, 'id'))),
    String(inside(spare.json, 'token', 'id')),
  ];
});
afterAll(() => slice.stop());

async function operations(): Promise<Operation[]> {
  const document = (await slice.http('GET', '/api/v1/openapi.json')).json;
  return Object.entries(Object(inside(document, 'paths'))).flatMap(([path, methods]) =>
    Object.entries(Object(methods)).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      parameters: parametersIn(operation),
      body: inside(operation, 'requestBody', 'content', 'application/json', 'schema'),
    })),
  );
}

function parametersIn(operation: unknown): unknown[] {
  const found = inside(operation, 'parameters');
  return Array.isArray(found) ? found : [];
}

function urlFor({ path, parameters }: Operation, draw: Draw): string {
  const segment = (name: string) =>
    encode(
      name === 'id'
        ? pick(draw, [...ids, ...ids, ...hostileTexts, ids[0]?.toUpperCase() ?? ''])
        : pick(draw, ['ada', 'primary', 'high', 'checkout', 'prometheus', 'me', 'mail', ...hostileTexts]),
    );
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => segment(name));
  const query = parameters
    .filter((one) => inside(one, 'in') === 'query' && (inside(one, 'required') === true || draw() < 0.5))
    .map((one) => `${String(inside(one, 'name'))}=${encode(textOf(valueFor(inside(one, 'schema'), draw)))}`);
  return query.length > 0 ? `${filled}?${query.join('&')}` : filled;
}

/** Half of a character cannot be said in a URL; it goes as what senders make of it. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

test('no request makes the server fail', async () => {
  const found = await operations();
  expect(found.length).toBeGreaterThan(50);
  const faults: string[] = [];
  const taken = new Set<string>();
  for (const [index, operation] of found.entries()) {
    for (let round = 0; round < roundsPerEndpoint; round += 1) {
      const draw = drawFrom(index * 1_000 + round);
      const url = urlFor(operation, draw);
      const body = operation.body === undefined ? undefined : JSON.stringify(valueFor(operation.body, draw));
      const answer = await slice.http(operation.method, url, {
        ...(operation.method === 'GET' ? {} : { body }),
        // A person's token, because some endpoints are about oneself.
        token: round % 2 === 0 ? slice.tokens.admin : slice.tokens.responder,
      });
      if (answer.status < 300) taken.add(`${operation.method} ${operation.path}`);
      if (answer.status >= 500)
        faults.push(`${answer.status} ${operation.method} ${url.slice(0, 300)} ${body?.slice(0, 400) ?? ''}`);
    }
  }
  expect(faults).toEqual([]);
  expect(taken.size).toBeGreaterThan(20);
  await slice.app.settled();
  expect(slice.lines.filter((line) => line.level === 'error')).toEqual([]);
}, 60_000);
