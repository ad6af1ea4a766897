import {
  type AuditEntry,
  auditEntry,
  auditState,
  exportAudit,
  listAudit,
} from '@muster/contract/platform/audit';
import { createWalk } from '@muster/contract/platform/audit-chain';
import type { QueryOf } from '@muster/contract/platform/endpoint';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSlice, problemOf, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../db.ts';
import { newId } from '../ids.ts';
import { sha256 } from './chain.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
  await slice.http('POST', '/api/v1/me/test-page', { token: slice.tokens.responder, body: {} });
  slice.clock.advance({ minutes: 6 });
  await slice.app.settled();
});
afterAll(() => slice.stop());

const list = async (query: QueryOf<typeof listAudit>) =>
  (await slice.as('auditor')(listAudit, { query: { limit: 200, ...query } })).items;

test('auditors and administrators read it, nobody else', async () => {
  for (const endpoint of [listAudit, auditState, exportAudit]) {
    for (const access of ['responder', 'stakeholder', 'support'] as const)
      expect((await slice.http('GET', endpoint.path, { token: slice.tokens[access] })).status).toBe(403);
    for (const access of ['auditor', 'admin'] as const)
      expect((await slice.http('GET', endpoint.path, { token: slice.tokens[access] })).status).toBe(200);
  }
});

test('an entry tells who, by what, from where, when and by which request', async () => {
  const [entry] = await list({ actor: 'rex', outcome: 'done' });
  expect(entry).toMatchObject({
    actorKind: 'person',
    action: 'oncall.sendTestPage',
    address: '127.0.0.1',
    at: '2026-03-02T10:00:00.000000Z',
    outcome: 'done',
  });
  expect(entry?.how).toMatch(/^token:[0-9a-f-]{36}$/);
  expect(entry?.requestId).toEqual(expect.any(String));
  expect(entry?.subject).toMatch(/^page:/);
});

test.each<[string, QueryOf<typeof listAudit>, (entry: AuditEntry) => boolean]>([
  ['an actor', { actor: 'rex' }, (entry) => entry.actor === 'rex'],
  ['an action', { action: 'catalog.createToken' }, (entry) => entry.action === 'catalog.createToken'],
  ['the beginning of actions', { action: 'catalog.' }, (entry) => entry.action.startsWith('catalog.')],
  ['a subject', { subject: 'service:checkout' }, (entry) => entry.subject === 'service:checkout'],
  ['an address', { address: '127.0.0.1' }, (entry) => entry.address === '127.0.0.1'],
  ['what others did', { by: 'others' }, (entry) => entry.actorKind !== 'system'],
  ['what Muster did by itself', { by: 'muster' }, (entry) => entry.actorKind === 'system'],
  ['an outcome', { outcome: 'refused' }, (entry) => entry.outcome === 'refused'],
  ['a text of the detail', { text: 'PROMETHEUS' }, (entry) => /prometheus/i.test(JSON.stringify(entry))],
  ['a time to begin', { from: '2026-03-02T10:00:30Z' }, (entry) => entry.at > '2026-03-02T10:00:30'],
  ['a time to end', { until: '2026-03-02T10:00:30Z' }, (entry) => entry.at < '2026-03-02T10:00:30'],
])('filtered by %s, the list has exactly those', async (_, query, belongs) => {
  const all = await list({});
  const found = await list(query);
  expect(found.length).toBeGreaterThan(0);
  expect(found.map(({ id }) => id)).toEqual(all.filter(belongs).map(({ id }) => id));
});

test('filters of a text that is SQL, or a pattern, find nothing and do nothing', async () => {
  for (const text of ["' or true --", '%', '_', '\\', '{}}{'])
    expect(await list({ subject: text, text })).toEqual([]);
});

test('page after page gives each entry once, latest first', async () => {
  const all = await list({});
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await slice.as('auditor')(listAudit, { query: { limit: 7, ...(cursor ? { cursor } : {}) } });
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual(all.map(({ id }) => id));
  expect(seen).toEqual([...seen].sort().reverse());
});

test('a cursor that is not ours is refused', async () => {
  const refused = await problemOf(slice.as('auditor')(listAudit, { query: { cursor: 'WyJ4Il0' } }));
  expect(refused.code).toBe('invalid');
});

async function exported(query = ''): Promise<{ entries: AuditEntry[]; headers: Headers }> {
  const answer = await slice.http('GET', `${exportAudit.path}${query}`, { token: slice.tokens.auditor });
  const lines = answer.text.trimEnd().split('\n');
  return { entries: lines.map((line) => auditEntry.parse(JSON.parse(line))), headers: answer.headers };
}

test('the export is the chain, up to the record of the export itself, and proves itself', async () => {
  const { entries, headers } = await exported();
  expect(headers.get('content-type')).toContain('application/x-ndjson');
  expect(headers.get('content-disposition')).toBe('attachment; filename="muster-audit-2026-03-02.jsonl"');
  expect(entries.at(-1)).toMatchObject({ action: 'platform.exportAudit', actor: 'aud', subject: 'audit' });
  const walk = createWalk({ sha256 });
  for (const entry of entries) walk.follow(entry);
  expect(walk.findings()).toEqual({ findings: [], more: 0 });
  expect(walk.entries()).toBe(entries.length);
  const [counted] = await slice.rows<{ entries: number }>(
    sql`select count(*) as entries from platform.audit`,
  );
  expect(entries).toHaveLength(counted?.entries ?? 0);
});

test('an export with filters has only what they let through, and its record says which', async () => {
  const { entries } = await exported('?action=catalog.createToken');
  expect(new Set(entries.map(({ action }) => action))).toEqual(new Set(['catalog.createToken']));
  expect((await list({ action: 'platform.exportAudit' }))[0]?.detail).toEqual({
    filters: { action: 'catalog.createToken' },
  });
});

test('an export of many entries is streamed in order, without one missing', async () => {
  const now = slice.clock.now();
  await slice.platform.db.run(sql`
    insert into platform.audit (id, at, actor_kind, actor, action, subject, detail)
    select t.id, ${now}, 'system', 'many', 'x', '', '{}' from unnest(${Array.from({ length: 2_345 }, () => newId(now))}::uuid[]) as t(id)`);
  const { entries } = await exported();
  expect(entries.map(({ place }) => place)).toEqual(entries.map((_, index) => index + 1));
  expect(entries.filter(({ actor }) => actor === 'many')).toHaveLength(2_345);
});
