import { whoAmI } from '@muster/contract/catalog/session';
import { createToken, listTokens, revokeToken } from '@muster/contract/catalog/tokens';
import type { Access, Scope } from '@muster/contract/platform/endpoint';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inside, openSlice, personOf, problemOf, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';
import { hashOf } from '../../platform/secrets.ts';
import { authenticate } from './actions.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

const me = (token: string | null, headers: Record<string, string> = {}) =>
  slice.http('GET', whoAmI.path, { token, headers });

test('a token opens what its maker may, and is stored as a hash', async () => {
  const { token, secret } = await slice.as('responder')(createToken, { body: { label: 'ci' } });
  expect(secret).toMatch(/^mst_[\w-]{43}[0-9A-Za-z]{6}$/);
  expect(token).toMatchObject({
    access: 'responder',
    prefix: secret.slice(0, 10),
    createdBy: personOf.responder,
  });
  expect((await me(secret)).json).toMatchObject({ name: personOf.responder, signedInBy: 'token' });
  const stored = await slice.rows(sql`select * from catalog.tokens where id = ${token.id}`);
  expect(JSON.stringify(stored)).not.toContain(secret.slice(10));
});

test('its use is shown: when, to the minute, and from where', async () => {
  const { token, secret } = await slice.as('support')(createToken, { body: { label: 'used' } });
  await me(secret);
  const { items } = await slice.as('support')(listTokens);
  expect(items.find((one) => one.id === token.id)).toMatchObject({
    lastUsedAt: '2026-03-02T10:00:00.000Z',
    lastUsedFrom: '127.0.0.1',
  });
});

test('it ends when it expires', async () => {
  const { secret } = await slice.as('auditor')(createToken, { body: { label: 'short', expiresInDays: 1 } });
  expect((await me(secret)).status).toBe(200);
  slice.clock.advance({ hours: 24 });
  expect((await me(secret)).status).toBe(401);
});

test('it ends when it is revoked, and somebody else cannot revoke it', async () => {
  const { token, secret } = await slice.as('responder')(createToken, { body: { label: 'gone' } });
  const params = { id: token.id };
  expect((await problemOf(slice.as('support')(revokeToken, { params }))).status).toBe(404);
  await slice.as('responder')(revokeToken, { params });
  expect((await me(secret)).status).toBe(401);
  expect((await problemOf(slice.as('responder')(revokeToken, { params }))).status).toBe(404);
  const audit = await slice.rows(sql`
    select actor, action from platform.audit where subject = ${`token:${token.id}`} order by at, id`);
  expect(audit).toEqual([
    { actor: personOf.responder, action: 'catalog.createToken' },
    { actor: personOf.responder, action: 'catalog.revokeToken' },
  ]);
});

describe('what was made with a token', () => {
  const makeWith = async (token: string, body: object) => {
    const { json } = await slice.http('POST', createToken.path, { token, body });
    return { id: String(inside(json, 'token', 'id')), secret: String(inside(json, 'secret')), json };
  };
  const service = { kind: 'service', about: 'left behind' };

  test('goes with it, directly or further on, and each leaves a trace', async () => {
    const first = await makeWith(slice.tokens.admin, { label: 'leaked' });
    const second = await makeWith(first.secret, { ...service, label: 'child' });
    const third = await makeWith(second.secret, { ...service, label: 'grandchild' });
    const other = await makeWith(slice.tokens.admin, { ...service, label: 'beside' });
    expect(inside(third.json, 'token', 'madeWith')).toBe(second.id);
    const revoked = await slice.as('admin')(revokeToken, { params: { id: first.id } });
    expect(revoked).toEqual({ alsoRevoked: 2 });
    const answers = [];
    for (const one of [first, second, third, other]) answers.push((await me(one.secret)).status);
    expect(answers).toEqual([401, 401, 401, 200]);
    const audit = await slice.rows<{ subject: string; detail: object }>(sql`
      select subject, detail from platform.audit where action = 'catalog.revokeToken'
        and subject = any(${[first, second, third].map((one) => `token:${one.id}`)}::text[]) order by subject`);
    expect(audit).toEqual([
      { subject: `token:${first.id}`, detail: { label: 'leaked' } },
      { subject: `token:${second.id}`, detail: { label: 'child', madeWith: first.id } },
      { subject: `token:${third.id}`, detail: { label: 'grandchild', madeWith: first.id } },
    ]);
  });

  test('is none while the token is being revoked: of both at once, nothing is left', async () => {
    for (let n = 0; n < 5; n += 1) {
      const maker = await makeWith(slice.tokens.admin, { label: `racing ${n}` });
      const [made] = await Promise.all([
        slice.http('POST', createToken.path, { token: maker.secret, body: { ...service, label: 'late' } }),
        slice.as('admin')(revokeToken, { params: { id: maker.id } }),
      ]);
      expect([201, 401]).toContain(made.status);
      if (made.status === 201) expect((await me(String(inside(made.json, 'secret')))).status).toBe(401);
    }
  });
});

test.each<[Access, Access]>([
  ['responder', 'admin'],
  ['responder', 'auditor'],
  ['stakeholder', 'responder'],
  ['support', 'auditor'],
  ['auditor', 'support'],
])('%s cannot make a token for %s', async (own, asked) => {
  const refused = await problemOf(slice.as(own)(createToken, { body: { label: 'up', access: asked } }));
  expect(refused).toMatchObject({ status: 403, code: 'forbidden' });
});

test('a token shrinks when its maker loses access', async () => {
  const { secret } = await slice.as('admin')(createToken, { body: { label: 'shrinks' } });
  const change = (access: Access) =>
    slice.app.platform.db.run(
      sql`update catalog.people set access = ${access} where name = ${personOf.admin}`,
    );
  await change('stakeholder');
  expect((await me(secret)).json).toMatchObject({ access: 'stakeholder' });
  await change('admin');
});

test('everybody sees their own tokens, administrators and auditors all', async () => {
  const mine = await slice.as('stakeholder')(listTokens);
  expect(new Set(mine.items.map((one) => one.createdBy))).toEqual(new Set([personOf.stakeholder]));
  for (const access of ['admin', 'auditor'] as const) {
    const all = await slice.as(access)(listTokens);
    expect(new Set(all.items.map((one) => one.createdBy))).toEqual(new Set(Object.values(personOf)));
  }
});

test('a token that belongs to nobody is not taken for the person of its name', async () => {
  const made = await slice.http('POST', createToken.path, {
    body: { label: personOf.support, access: 'responder' },
  });
  const secret = String(Reflect.get(Object(made.json), 'secret'));
  const seen = await slice.http('GET', listTokens.path, { token: secret });
  expect(seen.json).toEqual({ items: [] });
});

describe('scopes', () => {
  const limited = async (scopes: Scope[], access: Access = 'responder') =>
    (await slice.as(access)(createToken, { body: { label: 'limited', scopes } })).secret;
  const status = async (token: string, method: string, path: string, body?: object) =>
    (await slice.http(method, path, { token, ...(body ? { body } : {}) })).status;

  test('let a token read what they name, and nothing else', async () => {
    const token = await limited(['schedules:read', 'policies:read']);
    expect(await status(token, 'GET', '/api/v1/schedules')).toBe(200);
    expect(await status(token, 'GET', '/api/v1/policies')).toBe(200);
    expect(await status(token, 'GET', whoAmI.path)).toBe(200);
    expect(await status(token, 'GET', '/api/v1/pages')).toBe(403);
    expect(await status(token, 'DELETE', '/api/v1/schedules/primary')).toBe(403);
    expect(await status(token, 'GET', '/api/v1/live')).toBe(403);
  });

  test('of writing include reading, and reading includes what is tried out without a trace', async () => {
    const writer = await limited(['schedules:write']);
    expect(await status(writer, 'GET', '/api/v1/schedules')).toBe(200);
    const reader = await limited(['schedules:read']);
    const schedule = { timeZone: 'UTC', layers: [] };
    const query = { from: '2026-03-02T00:00:00Z', until: '2026-03-03T00:00:00Z' };
    expect(await status(reader, 'POST', '/api/v1/schedules/preview', { schedule, query })).toBe(200);
  });

  test('never open what the access does not', async () => {
    const token = await limited(['organisation:write'], 'stakeholder');
    expect(await status(token, 'GET', '/api/v1/organisation')).toBe(403);
  });

  test('do not let a token make a wider one, and tell which scope is missing', async () => {
    const token = await limited(['pages:read']);
    const refused = await slice.http('POST', createToken.path, { token, body: { label: 'wider' } });
    expect([refused.status, refused.json]).toMatchObject([403, { code: 'forbidden' }]);
    expect(refused.text).toContain('security:write');
    const keeper = await limited(['security:write']);
    const made = await slice.http('POST', createToken.path, {
      token: keeper,
      body: { label: 'wider', scopes: ['pages:read'] },
    });
    expect(made.status).toBe(403);
  });

  test.each(['pages', 'pages:delete', 'PAGES:read', ':read', '*:write'])('"%s" is none', async (scope) => {
    const answer = await slice.http('POST', createToken.path, { body: { label: 'x', scopes: [scope] } });
    expect(answer.status).toBe(422);
  });
});

describe('a service token', () => {
  const make = async (body: object) => {
    const answer = await slice.http('POST', createToken.path, {
      token: slice.tokens.admin,
      body: { label: 'deploys', kind: 'service', ...body },
    });
    expect(answer.status).toBe(201);
    return { secret: String(inside(answer.json, 'secret')), token: Object(inside(answer.json, 'token')) };
  };
  const override = { start: '2026-05-03T00:00:00Z', end: '2026-05-04T00:00:00Z', person: 'rex' };

  test('survives its maker’s access', async () => {
    const { secret } = await make({ about: 'for the pipeline', access: 'responder' });
    const access = (to: Access) =>
      slice.app.platform.db.run(sql`update catalog.people set access = ${to} where name = ${personOf.admin}`);
    await access('stakeholder');
    expect((await me(slice.tokens.admin)).json).toMatchObject({ access: 'stakeholder' });
    expect((await me(secret)).json).toMatchObject({ access: 'responder', signedInBy: 'token' });
    await access('admin');
  });

  test('changes what its team’s members change, and loses that with the team', async () => {
    const file = Object((await slice.http('GET', '/api/v1/organisation')).json);
    const [schedule] = file.schedules;
    const teams = [...file.teams, { name: 'search', members: [] }];
    const schedules = [{ ...schedule, name: 'of-search', team: 'search' }];
    await slice.http('PUT', '/api/v1/organisation', { body: { muster: 1, teams, schedules } });
    const add = (token: string) =>
      slice.http('POST', '/api/v1/schedules/of-search/overrides', { token, body: override });
    const ours = await make({ team: 'search', access: 'responder' });
    const others = await make({ team: 'payments', access: 'responder' });
    expect((await add(ours.secret)).status).toBe(201);
    expect((await add(others.secret)).status).toBe(403);
    await slice.app.platform.db.run(sql`delete from catalog.teams where name = 'search'`);
    expect((await add(ours.secret)).status).toBe(403);
  });

  test('of a team that does not exist is refused', async () => {
    const answer = await slice.http('POST', createToken.path, {
      token: slice.tokens.admin,
      body: { label: 'x', kind: 'service', team: 'no-such-team' },
    });
    expect([answer.status, answer.json]).toMatchObject([422, { errors: [{ pointer: '/team' }] }]);
  });
});

test('what cannot be a token is refused without a look at the database', async () => {
  const { secret } = await slice.as('support')(createToken, { body: { label: 'checked' } });
  const asked: string[] = [];
  const watched = {
    ...slice.app.platform,
    db: new Proxy(slice.app.platform.db, {
      get(target, key) {
        asked.push(String(key));
        return Reflect.get(target, key);
      },
    }),
  };
  const ask = (token: string) => authenticate(watched, { token, address: null });
  const last = secret.at(-1) === 'x' ? 'y' : 'x';
  expect(await ask(`${secret.slice(0, -1)}${last}`)).toBeNull();
  expect(await ask('some-other-text')).toBeNull();
  expect(asked).toEqual([]);
  expect(await ask(secret)).toMatchObject({ kind: 'person', name: personOf.support });
  expect(asked.length).toBeGreaterThan(0);
});

test('a token from before there were checksums still opens', async () => {
  const secret = `mst_${'o'.repeat(43)}`;
  const { token } = await slice.as('support')(createToken, { body: { label: 'old' } });
  await slice.app.platform.db.run(
    sql`update catalog.tokens set hash = ${hashOf(secret)} where id = ${token.id}`,
  );
  expect((await me(secret)).status).toBe(200);
});

test('whoever asks by a token that ends within a week is told so', async () => {
  const make = async (expiresInDays: number) =>
    (await slice.as('support')(createToken, { body: { label: 'ends', expiresInDays } })).secret;
  const soon = await me(await make(7));
  expect(soon.headers.get('muster-token-expires')).toBe(
    slice.clock.now().add({ hours: 168 }).toString({ fractionalSecondDigits: 3 }),
  );
  expect((await me(await make(8))).headers.get('muster-token-expires')).toBeNull();
});

test.each([
  'Bearer',
  'Bearer ',
  'Bearer short',
  'Bearer wrong-token-of-some-length',
  `Bearer mst_${'x'.repeat(43)}`,
  `Bearer mst_${'x'.repeat(49)}`,
  `Bearer ${'x'.repeat(4_000)}`,
  'Bearer two words-here',
  'Basic YWRhOmFkYQ==',
  'Token abcdefghijkl',
  'null',
  '[object Object]',
])('the header "%s" is refused, never taken for none', async (authorization) => {
  for (const path of ['/api/v1/session', '/api/v1/setup', '/api/v1/live', '/metrics']) {
    const answer = await slice.http('GET', path, { token: null, headers: { authorization } });
    expect([path, answer.status]).toEqual([path, 401]);
  }
});

test('a repeated POST with one Idempotency-Key makes one token; with another body it is a conflict', async () => {
  const post = (label: string) =>
    slice.http('POST', createToken.path, {
      token: slice.tokens.responder,
      body: { label },
      headers: { 'idempotency-key': 'once' },
    });
  const answers = await Promise.all([post('same'), post('same'), post('same')]);
  expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201]);
  expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
  const made = await slice.rows(sql`select id from catalog.tokens where label = 'same'`);
  expect(made).toHaveLength(1);
  expect((await post('other')).status).toBe(409);
});

test('the remembered answer holds no secret in clear', async () => {
  const { secret } = await slice.as('responder')(createToken, {
    body: { label: 'sealed' },
    idempotencyKey: 'sealed',
  });
  const rows = await slice.rows(sql`select answer::text from platform.idempotency_keys`);
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toContain(secret.slice(10));
});
