import { auditState, verifyAudit } from '@muster/contract/platform/audit';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../db.ts';
import { newId } from '../ids.ts';
import { chainAllWaiting } from './chain.ts';

let slice: Slice;
beforeEach(async () => {
  slice = await openSlice();
  await chainAllWaiting(slice.platform);
});
afterEach(() => slice.stop());

const state = () => slice.as('auditor')(auditState);
const verify = () => slice.as('auditor')(verifyAudit);

async function addEntries(count: number): Promise<void> {
  const now = slice.clock.now();
  await slice.platform.db.run(sql`
    insert into platform.audit (id, at, actor_kind, actor, action, subject, detail)
    select t.id, ${now}, 'person', 'ada', 'oncall.acknowledgePage', 'page:x', '{"before": 1}'
    from unnest(${Array.from({ length: count }, () => newId(now))}::uuid[]) as t(id)`);
}

test('an entry is in the chain within a minute, by itself', async () => {
  const before = await state();
  await addEntries(3);
  expect((await state()).waiting).toBe(3);
  slice.clock.advance({ seconds: 40 });
  await slice.app.settled();
  expect(await state()).toMatchObject({ waiting: 0, head: { place: (before.head?.place ?? 0) + 3 } });
});

test('two nodes that append at once make one chain, without a gap', async () => {
  const other = await openSlice({ database: slice.database, clock: slice.clock });
  try {
    const before = (await state()).head?.place ?? 0;
    await addEntries(4_000);
    const both = [slice.platform, other.platform];
    while ((await state()).waiting > 0) await Promise.all(both.map(chainAllWaiting));
    expect(await verify()).toMatchObject({
      entries: before + 4_000,
      findings: [],
      upTo: { place: before + 4_000 },
    });
  } finally {
    await other.stop();
  }
});

test('a node that dies while it appends leaves the chain as it was, and another goes on', async () => {
  await addEntries(2);
  const before = await state();
  const dying = new pg.Client(slice.database.config);
  dying.on('error', () => undefined);
  await dying.connect();
  const { rows } = await dying.query<{ pid: number }>('select pg_backend_pid() as pid');
  await dying.query('begin; select pg_try_advisory_xact_lock(7305612)');
  await dying.query(`
    update platform.audit set place = 100000, hash = decode(repeat('00', 32), 'hex')
    where id = (select id from platform.audit where place is null limit 1)`);
  await chainAllWaiting(slice.platform);
  expect((await state()).head).toEqual(before.head);
  await slice.platform.db.run(sql`select pg_terminate_backend(${rows[0]?.pid})`);
  const waitingAfterAnother = async () => {
    await chainAllWaiting(slice.platform);
    return (await state()).waiting;
  };
  await expect.poll(waitingAfterAnother).toBe(0);
  expect(await verify()).toMatchObject({ findings: [], upTo: { place: (before.head?.place ?? 0) + 2 } });
});

test('an entry whose transaction commits late comes later in the chain, and is not lost', async () => {
  const late = new pg.Client(slice.database.config);
  await late.connect();
  const early = newId(slice.clock.now());
  await late.query('begin');
  await late.query(
    `insert into platform.audit (id, at, actor_kind, actor, action, subject, detail)
     values ($1, $2, 'person', 'late', 'x', '', '{}')`,
    [early, slice.clock.now().toString()],
  );
  await addEntries(2);
  await chainAllWaiting(slice.platform);
  await late.query('commit');
  await late.end();
  await chainAllWaiting(slice.platform);
  const { head, waiting } = await state();
  expect(waiting).toBe(0);
  const [row] = await slice.rows<{ place: number }>(
    sql`select place from platform.audit where id = ${early}`,
  );
  expect(row?.place).toBe(head?.place);
  expect((await verify()).findings).toEqual([]);
});

test('each day leaves an anchor, which the log tells', async () => {
  expect((await state()).anchors).toEqual([]);
  const { head } = await state();
  slice.clock.advance({ hours: 14, seconds: 1 });
  await slice.app.settled();
  slice.clock.advance({ hours: 24 });
  await slice.app.settled();
  const { anchors } = await state();
  expect(anchors.map(({ day }) => day)).toEqual(['2026-03-03', '2026-03-02']);
  expect(anchors[1]).toMatchObject({ place: head?.place, hash: head?.hash });
  const told = slice.lines.flatMap(({ parts: [object] }) =>
    typeof object === 'object' && object !== null && 'anchor' in object ? [object.anchor] : [],
  );
  expect(told).toEqual([`2026-03-02:${anchors[1]?.hash}`, `2026-03-03:${anchors[0]?.hash}`]);
});
