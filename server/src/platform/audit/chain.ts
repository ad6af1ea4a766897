import { createHash } from 'node:crypto';
import type { Anchor } from '@muster/contract/platform/audit';
import { beginning, type Link, linkHash } from '@muster/contract/platform/audit-chain';
import type { Act } from '../act.ts';
import { byItself } from '../action.ts';
import { pause, seconds } from '../clock.ts';
import { type Query, sql, type Tx } from '../db.ts';
import type { Worker } from '../jobs.ts';
import type { Platform } from '../platform.ts';
import { wireTime } from '../wire-time.ts';
import { columns, type Row, toEntry } from './entry.ts';

/*
 * Entries are written without a place, by many transactions at once; nobody who acts waits for the chain. This worker
 * appends them, a batch at a time, one node at a time. Why nothing is lost, doubled or chained in two orders:
 *
 * - It looks for entries that have no place, not for entries behind the last one it saw. So an entry whose transaction
 *   commits late, with an id from before, is simply found by the next batch. The order of the chain is the order of
 *   appending; the entries themselves say when things happened.
 * - It sees committed entries only, so an entry of a transaction that is rolled back never has a place.
 * - The lock is taken before the head is read and is held until the commit, and each statement has a snapshot of its
 *   own. So whoever has the lock sees all that was appended before, and the unique index on places would refuse a
 *   second entry for one place if that were ever wrong.
 * - Places and hashes of a batch are written in one transaction: a node that is killed leaves a whole batch or none.
 */
export const chainWorkerName = 'platform.chainAudit';

/** Any number that all nodes agree on. */
const chainLock = 7_305_612;
/** Small enough that hashing it holds up nobody else on this node. */
const batchSize = 250;
/** After a storm of messages the chain catches up beside what is urgent, not before it. */
const betweenBatchesMs = 25;
/** So that a batch is worth its transaction. */
const gathering = seconds(10);

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Appends what waits, and keeps the day's anchor. Tells the last anchor to the log, which lies outside the database. */
export function chainWorker(platform: Platform): Worker {
  let told = '';
  return {
    name: chainWorkerName,
    nextDueAt: (db) => nextDueAt(db),
    async run() {
      const appended = await byItself(platform, chainWorkerName, appendBatch);
      const [anchor] = await lastAnchors(platform.work, 1);
      if (anchor && anchor.day !== told) {
        told = anchor.day;
        platform.log.info(
          { day: anchor.day, place: anchor.place, anchor: `${anchor.day}:${anchor.hash}` },
          'the anchor of the audit log; keep it to prove later that nothing was changed or cut off',
        );
      }
      // Less than a full batch is all there was; what comes meanwhile is gathered again.
      if (appended < batchSize) return false;
      await pause(betweenBatchesMs);
      return true;
    },
  };
}

/** Appends all that waits now, unless another node is at it. */
export async function chainAllWaiting(platform: Platform): Promise<void> {
  while ((await byItself(platform, chainWorkerName, appendBatch, platform.db)) === batchSize);
}

/** Answers how many entries it appended; none when another node is at it. */
async function appendBatch(act: Act): Promise<number> {
  const { taken } = await act.tx.one<{ taken: boolean }>(
    sql`select pg_try_advisory_xact_lock(${chainLock}) as taken`,
  );
  if (!taken) return 0;
  const head = await headOf(act.tx);
  const rows = await act.tx.many<Row>(sql`
    select ${columns} from platform.audit where place is null order by id limit ${batchSize}`);
  const link = await append(act.tx, head ?? beginning, rows);
  if (rows.length < batchSize && link.place > 0) await keepAnchor(act, link);
  return rows.length;
}

async function append(tx: Tx, head: Link, rows: readonly Row[]): Promise<Link> {
  let link = head;
  const links = rows.map((row) => {
    link = { place: link.place + 1, hash: linkHash(sha256, link.hash, toEntry(row)) };
    return link;
  });
  if (rows.length > 0) {
    await tx.run(sql`
      update platform.audit a set place = t.place, hash = decode(t.hash, 'hex')
      from unnest(${rows.map((row) => row.id)}::uuid[], ${links.map((one) => one.place)}::bigint[], ${links.map((one) => one.hash)}::text[])
        as t(id, place, hash)
      where a.id = t.id`);
  }
  return link;
}

/** The first batch of a new day keeps where the chain stood, under the day that has ended. */
async function keepAnchor(act: Act, { place, hash }: Link): Promise<void> {
  const ended = dayOf(act.now).subtract({ days: 1 });
  const [last] = await lastAnchors(act.tx, 1);
  if (last && Temporal.PlainDate.compare(last.day, ended) >= 0) return;
  if (!last && Temporal.PlainDate.compare(dayOf(await firstAt(act.tx)), ended) > 0) return;
  await act.tx.run(sql`
    insert into platform.audit_anchors (day, place, hash, at)
    values (${ended.toString()}, ${place}, decode(${hash}, 'hex'), ${act.now})`);
}

async function nextDueAt(db: Query): Promise<Temporal.Instant | null> {
  const waiting = await db.maybe<{ at: Temporal.Instant }>(sql`
    select at from platform.audit where place is null order by id limit 1`);
  if (waiting) return waiting.at.add(gathering);
  const [last] = await lastAnchors(db, 1);
  if (last) return startOf(Temporal.PlainDate.from(last.day).add({ days: 2 }));
  return (await headOf(db)) ? startOf(dayOf(await firstAt(db)).add({ days: 1 })) : null;
}

export function headOf(db: Query): Promise<(Link & { at: Temporal.Instant }) | undefined> {
  return db.maybe(sql`
    select place, encode(hash, 'hex') as hash, at from platform.audit where place is not null
    order by place desc limit 1`);
}

async function firstAt(db: Query): Promise<Temporal.Instant> {
  return (
    await db.one<{ at: Temporal.Instant }>(sql`
      select at from platform.audit where place is not null order by place limit 1`)
  ).at;
}

/** The latest first. */
export async function lastAnchors(db: Query, limit: number): Promise<Anchor[]> {
  const rows = await db.many<Omit<Anchor, 'at'> & { at: Temporal.Instant }>(sql`
    select day::text, place, encode(hash, 'hex') as hash, at from platform.audit_anchors
    order by audit_anchors.day desc limit ${limit}`);
  return rows.map((row) => ({ ...row, at: wireTime(row.at) }));
}

function dayOf(at: Temporal.Instant): Temporal.PlainDate {
  return at.toZonedDateTimeISO('UTC').toPlainDate();
}

function startOf(day: Temporal.PlainDate): Temporal.Instant {
  return day.toZonedDateTime('UTC').toInstant();
}
