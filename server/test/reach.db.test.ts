/**
 * What is out of reach does not exist: ids of other kinds, forged ones, names that are none, things of other people
 * and things under the wrong roof. And nothing that is sent beside what was asked for changes anything.
 */
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inside, openSlice, personOf, type Slice } from './harness/slice.ts';

let slice: Slice;
let ids: Record<'page' | 'alert' | 'token' | 'override', string>;
let operations: Operation[];

interface Operation {
  method: string;
  path: string;
  /** JSON Schema of the body; undefined where there is none. */
  body: unknown;
}

beforeAll(async () => {
  slice = await openSlice();
  ids = await realIds();
  const document = (await slice.http('GET', '/api/v1/openapi.json', { token: null })).json;
  operations = Object.entries(Object(inside(document, 'paths'))).flatMap(([path, methods]) =>
    Object.entries(Object(methods)).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      body: inside(operation, 'requestBody', 'content', 'application/json', 'schema'),
    })),
  );
});
afterAll(() => slice.stop());

async function realIds(): Promise<typeof ids> {
  const body = { start: '2026-03-03T00:00:00Z', end: '2026-03-04T00:00:00Z', person: personOf.admin };
  const override = await slice.http('POST', '/api/v1/schedules/primary/overrides', { body });
  const page = await slice.http('POST', '/api/v1/pages', { body: { title: 'A page', service: 'ledger' } });
  const key = 'nativekey0123456789abcdef0123456';
  await slice.http('POST', `/ingest/generic/${key}`, { token: null, body: { title: 'An alert' } });
  await slice.app.settled();
  const alerts = await slice.http('GET', '/api/v1/alerts');
  const tokens = await slice.http('GET', '/api/v1/tokens');
  return {
    page: String(inside(page.json, 'id')),
    alert: String(inside(alerts.json, 'items', 0, 'id')),
    token: String(inside(tokens.json, 'items', 0, 'id')),
    override: String(inside(override.json, 'id')),
  };
}

/** As it stands on the line: `fetch` would tidy the path up. */
function raw(method: string, path: string, token: string): Promise<{ status: number; text: string }> {
  const { hostname, port } = new URL(slice.app.address());
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, method, path, headers }, (answer) => {
      let text = '';
      answer.on('data', (part) => (text += String(part)));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    asked.on('error', reject);
    asked.end(method === 'GET' || method === 'DELETE' ? undefined : '{}');
  });
}

describe('an id', () => {
  const forged = () => [
    '0',
    '-1',
    'null',
    'undefined',
    'me',
    ids.page.toUpperCase(),
    `${ids.page.slice(0, -1)}g`,
    `${ids.page} `,
    `{${ids.page}}`,
    `${ids.page}'--`,
    '00000000-0000-0000-0000-000000000000',
    '%00',
    '..%2f..%2fetc',
    'x'.repeat(64),
  ];

  test('that is forged leads nowhere, wherever one is taken', async () => {
    const taking = operations.filter(({ path }) => path.includes('{id}'));
    expect(taking.length).toBeGreaterThan(10);
    for (const { method, path } of taking) {
      for (const id of forged()) {
        const url = path.replace('{id}', encodeURI(id)).replace(/\{\w+\}/g, 'primary');
        const { status, text } = await raw(method, url, slice.tokens.admin);
        // A body that is empty may be wrong before anything is looked for.
        const expected = method === 'GET' || method === 'DELETE' ? [404, 409] : [404, 409, 422];
        expect([method, url, expected.includes(status) || text]).toEqual([method, url, true]);
      }
    }
  });

  test.each([
    ['GET', '/api/v1/pages/{alert}'],
    ['GET', '/api/v1/pages/{token}'],
    ['GET', '/api/v1/alerts/{page}'],
    ['GET', '/api/v1/pages/{override}/notifications'],
    ['GET', '/api/v1/pages/{alert}/explanation'],
    ['POST', '/api/v1/pages/{alert}/acknowledgement'],
    ['DELETE', '/api/v1/tokens/{page}'],
    ['DELETE', '/api/v1/tokens/{override}'],
    ['DELETE', '/api/v1/schedules/primary/overrides/{token}'],
    ['DELETE', '/api/v1/people/ada/contacts/{page}'],
  ])('of another kind is none: %s %s', async (method, path) => {
    const url = path.replace(/\{(\w+)\}/, (_, kind: string) => String(Reflect.get(ids, kind)));
    const answer = await slice.http(method, url, { token: slice.tokens.admin });
    expect([answer.status, inside(answer.json, 'code')]).toEqual([404, 'not_found']);
  });

  test('of something under another roof is none', async () => {
    const schedule = { timeZone: 'UTC', layers: [] };
    expect((await slice.http('PUT', '/api/v1/schedules/other', { body: schedule })).status).toBe(200);
    const answer = await slice.http('DELETE', `/api/v1/schedules/other/overrides/${ids.override}`);
    expect(answer.status).toBe(404);
    const kept = await slice.http('GET', '/api/v1/schedules/primary');
    expect(inside(kept.json, 'overrides', 0, 'id')).toBe(ids.override);
  });
});

test('a name that can be none leads nowhere, wherever one is taken', async () => {
  const odd = [
    '..',
    '.',
    '%2e%2e',
    'ADA',
    'ada%20',
    '%20ada',
    'ada%00',
    "ada'",
    'ada%2f..%2frex',
    '__proto__',
    'ad%C3%A4',
  ];
  const taking = operations.filter(({ path }) => /\{name\}/.test(path));
  expect(taking.length).toBeGreaterThan(15);
  for (const { method, path } of taking) {
    for (const name of odd) {
      const url = path.replace('{name}', name).replace(/\{\w+\}/g, 'none');
      const { status, text } = await raw(method, url, slice.tokens.admin);
      // Notification rules and contacts take any text as a name, and so their body is looked at first.
      const expected = ['PUT', 'POST'].includes(method) && /contacts|rules/.test(path) ? [404, 422] : [404];
      expect([method, url, expected.includes(status) || `${status} ${text}`]).toEqual([method, url, true]);
    }
  }
});

test.each([
  '/api/v1/people/me/../ada/contacts',
  '/api/v1/people/rex/../ada/contacts',
  '/api/v1/people/me/%2e%2e/ada/contacts',
  '/api/v1/people/me%2f..%2fada/contacts',
  '/api/v1/people/ada/contacts',
  '/api/v1/people/ADA/contacts',
  '/api/v1/people/ada%00/contacts',
  '//api/v1/people/ada/contacts',
  '/api/v1/people//contacts',
])('%s does not lead a responder to an administrator’s contacts', async (path) => {
  const { status, text } = await raw('GET', path, slice.tokens.responder);
  expect([status, text.includes('ada@example.org')]).toEqual([404, false]);
});

describe('what is sent besides', () => {
  test('is refused by every body, down to its last object', () => {
    const loose = operations.flatMap(({ method, path, body }) =>
      looseIn(body).map((place) => `${method} ${path} ${place}`),
    );
    expect(operations.filter(({ body }) => body !== undefined).length).toBeGreaterThan(20);
    // What a browser says of a passkey grows with its standard; what is long has a schema of its own, which is strict.
    // The history of a status page is another program's document, of which rows that are not right are refused by place.
    const known = / \/(\d\/)?(passkey|made)(\/response)?$/;
    expect(loose.filter((one) => !known.test(one))).toEqual([
      'PUT /api/v1/organisation anything',
      'POST /api/v1/incidents/{ref}/entries/{id}/files anything',
      'POST /api/v1/status-pages/{name}/import/preview anything',
      'POST /api/v1/status-pages/{name}/import anything',
    ]);
  });

  test.each([
    ['POST', '/api/v1/tokens', { label: 'x', person: 'ada' }],
    ['POST', '/api/v1/tokens', { label: 'x', createdBy: 'ada', createdAt: '2020-01-01T00:00:00Z' }],
    ['PUT', '/api/v1/schedules/primary', { timeZone: 'UTC', layers: [], name: 'other' }],
    ['PUT', '/api/v1/schedules/primary', { timeZone: 'UTC', layers: [], id: '1', createdAt: 'x' }],
    ['PUT', '/api/v1/services/ledger', { policy: 'high', dependents: ['checkout'] }],
    ['PUT', '/api/v1/integrations/native', { door: 'generic', service: 'ledger', key: 'k'.repeat(20) }],
    ['PUT', '/api/v1/people/me/contacts', { id: 'a', kind: 'email', to: 'a@example.org', verified: true }],
    ['PUT', '/api/v1/people/me/rules', { high: [], low: [], person: 'ada' }],
    [
      'POST',
      '/api/v1/schedules/primary/overrides',
      { start: 's', end: 'e', person: 'rex', createdBy: 'ada' },
    ],
    ['POST', '/api/v1/pages', { title: 'x', service: 'ledger', owner: 'ada', state: 'resolved' }],
    ['PATCH', '/api/v1/me', { access: 'admin' }],
    ['PATCH', '/api/v1/me', { name: 'ada', id: '1' }],
  ])('%s %s %j is refused', async (method, path, body) => {
    const answer = await slice.http(method, path, { token: slice.tokens.responder, body });
    expect([answer.status, inside(answer.json, 'code')]).toEqual([422, 'invalid']);
  });

  test('in headers and in the query names nobody else', async () => {
    const headers = {
      'x-user': 'ada',
      'x-remote-user': 'ada',
      'x-forwarded-user': 'ada',
      'x-tenant-id': '1',
      'x-workspace': 'other',
      'x-http-method-override': 'DELETE',
      cookie: 'person=ada; access=admin',
    };
    const token = slice.tokens.responder;
    const who = await slice.http('GET', '/api/v1/session', { token, headers });
    expect(who.json).toMatchObject({ name: personOf.responder, access: 'responder' });
    const asked = await slice.http('GET', '/api/v1/tokens?person=ada', { token, headers });
    expect(asked.status).toBe(422);
  });
});

/** Where objects let through what they do not name; `anything` where a body has no shape at all. */
function looseIn(schema: unknown, place = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  if (Array.isArray(schema)) return schema.flatMap((one, index) => looseIn(one, `${place}/${index}`));
  const own =
    'properties' in schema && inside(schema, 'additionalProperties') !== false ? [place || '/'] : [];
  const shapeless = place === '' && Object.keys(schema).length === 0 ? ['anything'] : [];
  const parts = Object.entries(schema).flatMap(([key, part]) =>
    key === 'properties'
      ? Object.entries(Object(part)).flatMap(([name, one]) => looseIn(one, `${place}/${name}`))
      : looseIn(part, place || ' '),
  );
  return [...own, ...shapeless, ...parts];
}
