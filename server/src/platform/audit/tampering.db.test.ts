/** Somebody with all rights over the database changes the log: every way of doing so is found. */
import { type Finding, verifyAudit } from '@muster/contract/platform/audit';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';
import { type Sql, sql } from '../db.ts';
import { chainAllWaiting } from './chain.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
  await chainAllWaiting(slice.platform);
  await change(sql`create table as_it_was as table platform.audit`);
});
afterAll(() => slice.stop());
afterEach(() =>
  withoutGuards(
    sql`delete from platform.audit_anchors`,
    sql`delete from platform.audit`,
    sql`insert into platform.audit select * from as_it_was`,
  ),
);

const change = (statement: Sql) => slice.platform.db.run(statement);

/** What a superuser does before he tampers. */
async function withoutGuards(...statements: Sql[]): Promise<void> {
  await change(sql`alter table platform.audit disable trigger all`);
  await change(sql`alter table platform.audit_anchors disable trigger all`);
  for (const statement of statements) await change(statement);
}

async function found(anchor?: string): Promise<Finding[]> {
  const answer = await slice.as('auditor')(verifyAudit, { query: anchor ? { anchor } : {} });
  return answer.findings;
}

const kinds = async () => (await found()).map(({ kind, place }) => [kind, place]);

test('nothing is found in a log that nobody touched', async () => {
  expect(await found()).toEqual([]);
});

const edits: Record<string, Sql> = {
  id: sql`id = '019cadfd-0000-7000-8000-000000000000'`,
  at: sql`at = at + interval '1 microsecond'`,
  actor_kind: sql`actor_kind = 'system'`,
  actor: sql`actor = 'somebody-else'`,
  how: sql`how = 'link'`,
  address: sql`address = '203.0.113.9'`,
  action: sql`action = 'catalog.signIn'`,
  subject: sql`subject = 'person:ada'`,
  detail: sql`detail = detail || '{"reason": "no"}'`,
  request_id: sql`request_id = null`,
  outcome: sql`outcome = 'refused'`,
  count: sql`count = 2`,
  hash: sql`hash = decode(repeat('00', 32), 'hex')`,
};

test('every column but the place has an edit to be found, and a new column needs one', async () => {
  const columns = await slice.rows<{ name: string }>(sql`
    select column_name as name from information_schema.columns where table_schema = 'platform' and table_name = 'audit'`);
  expect(columns.map(({ name }) => name).sort()).toEqual([...Object.keys(edits), 'place'].sort());
});

test.each(Object.entries(edits).filter(([name]) => name !== 'hash'))(
  'an edit of %s is found',
  async (_, edit) => {
    await withoutGuards(sql`update platform.audit set ${edit} where place = 5`);
    expect(await kinds()).toEqual([['edited', 5]]);
  },
);

test('an edited hash is found, at the entry and at the one that follows', async () => {
  await withoutGuards(sql`update platform.audit set hash = decode(repeat('00', 32), 'hex') where place = 5`);
  expect(await kinds()).toEqual([
    ['edited', 5],
    ['edited', 6],
  ]);
});

test('a deleted entry is found', async () => {
  await withoutGuards(sql`delete from platform.audit where place = 5`);
  expect(await kinds()).toEqual([['missing', 5]]);
});

test('a deleted entry is found although the places were closed up', async () => {
  await withoutGuards(
    sql`delete from platform.audit where place = 5`,
    sql`update platform.audit set place = place + 1000 where place > 5`,
    sql`update platform.audit set place = place - 1001 where place > 1000`,
  );
  expect(await kinds()).toEqual([['edited', 5]]);
});

test('two entries in each other’s place are found', async () => {
  await withoutGuards(
    sql`update platform.audit set place = 1000 where place = 5`,
    sql`update platform.audit set place = 5 where place = 9`,
    sql`update platform.audit set place = 9 where place = 1000`,
  );
  expect(await kinds()).toEqual([
    ['moved', 5],
    ['moved', 9],
  ]);
});

test('an entry put in between is found', async () => {
  await withoutGuards(
    sql`update platform.audit set place = place + 1000 where place > 5`,
    sql`update platform.audit set place = place - 999 where place > 1000`,
    sql`insert into platform.audit (id, at, actor_kind, actor, action, subject, detail, place, hash)
      select '019cadfd-0000-7000-8000-000000000000', at, actor_kind, actor, action, subject, detail, 6, decode(repeat('ab', 32), 'hex')
      from platform.audit where place = 5`,
  );
  expect(await kinds()).toEqual([['inserted', 6]]);
});

test('a tail that was cut off is found by the anchor that the database keeps', async () => {
  slice.clock.advance({ hours: 24 });
  await slice.app.settled();
  await withoutGuards(sql`delete from platform.audit where place > 8`);
  expect(await kinds()).toEqual([['cut', 8]]);
});

test('a tail that was cut off together with its anchors is found by the anchor that somebody wrote down', async () => {
  slice.clock.advance({ hours: 24 });
  await slice.app.settled();
  const [kept] = await slice.rows<{ text: string }>(
    sql`select day::text || ':' || encode(hash, 'hex') as text from platform.audit_anchors`,
  );
  const anchor = kept?.text ?? '';
  const met = async () => (await slice.as('auditor')(verifyAudit, { query: { anchor } })).met;
  expect(await met()).toEqual([anchor]);
  await withoutGuards(
    sql`delete from platform.audit where place > 8`,
    sql`delete from platform.audit_anchors`,
  );
  expect(await found(anchor)).toEqual([]);
  expect(await met()).toEqual([]);
});

test('a log that was cut and went on is other than its anchor', async () => {
  slice.clock.advance({ hours: 24 });
  await slice.app.settled();
  const [{ place } = { place: 0 }] = await slice.rows<{ place: number }>(
    sql`select place from platform.audit_anchors`,
  );
  await withoutGuards(sql`delete from platform.audit where place >= ${place}`);
  await slice.http('POST', '/api/v1/me/test-page', { token: slice.tokens.responder, body: {} });
  await chainAllWaiting(slice.platform);
  expect((await kinds())[0]).toEqual(['anchor', place]);
});

test('an entry that is kept out of the chain is found when it is old', async () => {
  await change(sql`
    insert into platform.audit (id, at, actor_kind, actor, action, subject, detail)
    values ('019cadfd-0000-7000-8000-000000000000', ${slice.clock.now().subtract({ minutes: 11 })}, 'person', 'ada', 'x', '', '{}')`);
  expect(await found()).toMatchObject([{ kind: 'waiting', id: '019cadfd-0000-7000-8000-000000000000' }]);
});

test('a log of any length is verified in pieces that are asked for one after the other', async () => {
  const client = slice.as('auditor');
  const whole = await client(verifyAudit);
  const rest = await client(verifyAudit, { query: { after: 7 } });
  expect(rest.entries).toBe(whole.entries - 7);
  expect(rest).toMatchObject({ findings: [], upTo: whole.upTo });
});
