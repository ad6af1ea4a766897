import { createToken, listTokens, revokeToken, whoAmI } from '@muster/contract/catalog/session';
import type { Access } from '@muster/contract/platform/endpoint';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSlice, personOf, problemOf, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

const me = (token: string | null, headers: Record<string, string> = {}) =>
  slice.http('GET', whoAmI.path, { token, headers });

test('a token opens what its maker may, and is stored as a hash', async () => {
  const { token, secret } = await slice.as('responder')(createToken, { body: { label: 'ci' } });
  expect(secret).toMatch(/^mst_[\w-]{43}$/);
  expect(token).toMatchObject({
    access: 'responder',
    prefix: secret.slice(0, 10),
    createdBy: personOf.responder,
  });
  expect((await me(secret)).json).toMatchObject({ name: personOf.responder, signedInBy: 'token' });
  const stored = await slice.rows(sql`select * from catalog.tokens where id = ${token.id}`);
  expect(JSON.stringify(stored)).not.toContain(secret.slice(10));
});

test('its use is shown, to the minute', async () => {
  const { token, secret } = await slice.as('support')(createToken, { body: { label: 'used' } });
  await me(secret);
  const { items } = await slice.as('support')(listTokens);
  expect(items.find((one) => one.id === token.id)?.lastUsedAt).toBe('2026-03-02T10:00:00.000Z');
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

test.each<[Access, Access]>([
  ['responder', 'admin'],
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

test('everybody sees their own tokens, an administrator all', async () => {
  const mine = await slice.as('stakeholder')(listTokens);
  expect(new Set(mine.items.map((one) => one.createdBy))).toEqual(new Set([personOf.stakeholder]));
  const all = await slice.as('admin')(listTokens);
  expect(new Set(all.items.map((one) => one.createdBy))).toEqual(new Set(Object.values(personOf)));
});

test('a token that belongs to nobody is not taken for the person of its name', async () => {
  const made = await slice.http('POST', createToken.path, {
    body: { label: personOf.support, access: 'responder' },
  });
  const secret = String(Reflect.get(Object(made.json), 'secret'));
  const seen = await slice.http('GET', listTokens.path, { token: secret });
  expect(seen.json).toEqual({ items: [] });
});

test.each([
  'Bearer',
  'Bearer ',
  'Bearer short',
  'Bearer wrong-token-of-some-length',
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
