/** As its role Muster does its work, and cannot touch what guards the audit log. */
import { auditState, verifyAudit } from '@muster/contract/platform/audit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { memoryLog, openSlice, type Slice } from '../../test/harness/slice.ts';
import { prepareAppRole } from './app-role.ts';
import { withOwnConnection } from './backup/own-connection.ts';
import { type Sql, sql } from './db.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice({ needs: { ownRole: true } });
});
afterAll(() => slice.stop());

test('statements run as a role that owns nothing', async () => {
  const [asked] = await slice.rows<{ role: string; owns: number }>(sql`
    select current_user as role,
      (select count(*)::int from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = current_user) as owns`);
  expect(asked).toEqual({ role: 'muster_app', owns: 0 });
  const [work] = await slice.platform.work.many(sql`select current_user as role`);
  expect(work).toEqual({ role: 'muster_app' });
});

test('everything works as before: changes, pages, the chain, the clean-up', async () => {
  await slice.http('POST', '/api/v1/me/test-page', { token: slice.tokens.responder, body: {} });
  // What is sent in the first round is chained in the second.
  for (const time of [{ hours: 25 }, { minutes: 1 }]) {
    slice.clock.advance(time);
    await slice.app.settled();
  }
  expect(await slice.as('auditor')(auditState)).toMatchObject({
    waiting: 0,
    anchors: [{ day: '2026-03-02' }],
  });
  expect((await slice.as('auditor')(verifyAudit)).findings).toEqual([]);
  expect(slice.lines.filter(({ level }) => level === 'error' || level === 'warn')).toEqual([]);
});

test.each<[string, Sql]>([
  ['edit the log', sql`update platform.audit set actor = 'x'`],
  ['delete from the log', sql`delete from platform.audit`],
  ['empty the log', sql`truncate platform.audit`],
  ['edit an anchor', sql`update platform.audit_anchors set place = 1`],
  ['delete an anchor', sql`delete from platform.audit_anchors`],
  ['switch off the triggers', sql`alter table platform.audit disable trigger all`],
  ['switch off row-level security', sql`alter table platform.audit disable row level security`],
  ['drop a trigger', sql`drop trigger audit_is_kept on platform.audit`],
  ['drop the table', sql`drop table platform.audit`],
  ['replace what refuses', sql`drop function platform.refuse_change cascade`],
  ['ask for no triggers', sql`set session_replication_role = replica`],
  ['forget a migration', sql`delete from platform.migrations`],
])('it cannot %s', async (_, statement) => {
  await expect(slice.platform.db.run(statement)).rejects.toThrow(/permission denied|must be owner/);
});

test('a database whose user may not make roles is used as it is, with a warning', async () => {
  const { log, lines } = memoryLog();
  const user = `plain_${process.pid}`;
  await withOwnConnection(slice.platform.db.pool, async (client) => {
    await client.query(`create role ${user} login`);
    try {
      const pool = Object.assign(Object.create(slice.platform.db.pool), {
        options: { ...slice.platform.db.pool.options, user },
      });
      expect(await prepareAppRole(pool, log)).toBeNull();
    } finally {
      await client.query(`drop role ${user}`);
    }
  });
  expect(lines.map(({ level }) => level)).toEqual(['warn']);
});
