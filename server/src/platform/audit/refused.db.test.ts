/** What somebody may not do, or fails to prove, leaves an entry although its transaction was rolled back. */
import { type AuditEntry, listAudit } from '@muster/contract/platform/audit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../db.ts';
import { recordRefused } from './refused.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

const refused = async (): Promise<AuditEntry[]> =>
  (await slice.as('auditor')(listAudit, { query: { outcome: 'refused' } })).items;

test('a wrong password', async () => {
  const answer = await slice.http('POST', '/api/v1/session', {
    token: null,
    body: { email: 'ada@example.org', password: 'not the password of ada' },
  });
  expect(answer.status).toBe(401);
  const [entry] = await refused();
  expect(entry).toMatchObject({
    action: 'catalog.signIn',
    actorKind: 'anyone',
    subject: 'person:ada',
    address: '127.0.0.1',
    count: 1,
  });
  expect(JSON.stringify(entry)).not.toContain('not the password');
});

test('a wrong password of nobody, without what was typed', async () => {
  const typed = 'a-password-typed-as-email@example.org';
  await slice.http('POST', '/api/v1/session', {
    token: null,
    body: { email: typed, password: 'wrong wrong' },
  });
  const [entry] = await refused();
  expect(entry).toMatchObject({ action: 'catalog.signIn', subject: '' });
  expect(JSON.stringify(entry)).not.toContain('typed-as-email');
});

test('a call that the caller’s access does not allow', async () => {
  expect((await slice.http('GET', '/api/v1/audit', { token: slice.tokens.responder })).status).toBe(403);
  expect((await refused())[0]).toMatchObject({
    action: 'platform.call',
    actor: 'rex',
    actorKind: 'person',
    subject: 'GET /api/v1/audit',
    detail: { reason: 'Your access does not allow this.' },
  });
});

test('a token that is not one of ours, or not any more', async () => {
  const wrong = 'mst_a-token-that-was-revoked-some-time-ago';
  expect((await slice.http('GET', '/api/v1/pages', { token: wrong })).status).toBe(401);
  const [entry] = await refused();
  expect(entry).toMatchObject({ action: 'platform.useToken', actorKind: 'anyone', address: '127.0.0.1' });
  expect(JSON.stringify(entry)).not.toContain(wrong.slice(4));
});

test('a link that has ended', async () => {
  const body = { token: 'x'.repeat(43), password: 'a password that is long enough' };
  expect((await slice.http('POST', '/api/v1/session/link', { token: null, body })).status).toBe(403);
  expect((await refused())[0]).toMatchObject({ action: 'catalog.useSignInLink', actorKind: 'anyone' });
});

test('a stranger without any credential leaves nothing', async () => {
  const before = (await refused()).length;
  expect((await slice.http('GET', '/api/v1/pages', { token: null })).status).toBe(401);
  expect(await refused()).toHaveLength(before);
});

test('the same again and again is two entries: the first, and how often it came again', async () => {
  slice.clock.advance({ minutes: 2 });
  await slice.app.settled();
  const before = (await refused()).length;
  const ask = () => slice.http('GET', '/api/v1/audit', { token: slice.tokens.support });
  for (let i = 0; i < 20; i += 1) await ask();
  expect(await refused()).toHaveLength(before + 1);
  slice.clock.advance({ minutes: 2 });
  await slice.app.settled();
  const after = await refused();
  expect(after).toHaveLength(before + 2);
  expect(after[0]).toMatchObject({ actor: 'sue', count: 19 });
});

test('what was counted is written at the stop', async () => {
  const other = await openSlice({ database: slice.database, clock: slice.clock });
  const caller = { actor: { kind: 'anyone' }, requestId: null, address: '203.0.113.7' } as const;
  for (let i = 0; i < 5; i += 1)
    await recordRefused(other.platform, caller, { action: 'catalog.signIn', why: 'stopped' });
  await other.stop();
  expect(
    await slice.rows(sql`select count from platform.audit where address = '203.0.113.7' order by id`),
  ).toEqual([{ count: 1 }, { count: 4 }]);
});

test('a refusal that cannot be recorded is still only a refusal', async () => {
  const broken = {
    ...slice.platform,
    db: { ...slice.platform.db, transaction: () => Promise.reject(new Error('the database is away')) },
  };
  const caller = { actor: { kind: 'anyone' }, requestId: null, address: '203.0.113.8' } as const;
  await recordRefused(broken, caller, { action: 'catalog.signIn', why: 'away' });
  expect(slice.lines.some(({ parts }) => parts[1] === 'a refused act could not be recorded')).toBe(true);
});
