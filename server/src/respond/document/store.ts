import { type Query, sql, type Tx } from '../../platform/db.ts';
import type { Update } from './model.ts';

/** A document as it is opened: its snapshot, and the edits since. */
export interface Kept {
  seq: number;
  snapshot: Uint8Array;
  updates: Update[];
}

/** Undefined where nobody has opened it yet. */
export async function findDocument(db: Query, incident: string): Promise<Kept | undefined> {
  const row = await db.maybe<{ snapshot: Uint8Array; snapshotSeq: number }>(sql`
    select snapshot, snapshot_seq as "snapshotSeq" from respond.documents where about = ${incident}`);
  if (!row) return undefined;
  // Read after the snapshot: what is merged into a new one meanwhile is in the log all the same.
  const updates = await updatesAfter(db, incident, row.snapshotSeq);
  return { seq: updates.at(-1)?.seq ?? row.snapshotSeq, snapshot: row.snapshot, updates };
}

export function updatesAfter(db: Query, incident: string, seq: number): Promise<Update[]> {
  return db.many<Update>(sql`
    select seq, at, people, bytes from respond.document_updates
    where about = ${incident} and seq > ${seq} order by seq`);
}

/** The whole log up to an instant, from the template on. */
export function updatesUntil(db: Query, incident: string, at: Temporal.Instant | null): Promise<Update[]> {
  return db.many<Update>(sql`
    select seq, at, people, bytes from respond.document_updates
    where about = ${incident} and (${at}::timestamptz is null or at <= ${at}) order by seq`);
}

/** Makes the document of its template, unless somebody has in this very moment. Answers whether it did. */
export async function insertDocument(
  tx: Tx,
  incident: string,
  { template, now }: { template: Uint8Array; now: Temporal.Instant },
): Promise<boolean> {
  const made = await tx.run(sql`
    insert into respond.documents (about, seq, snapshot, snapshot_seq, tidied_seq, created_at, changed_at)
    values (${incident}, 0, ${template}, 0, 0, ${now}, ${now}) on conflict do nothing`);
  if (made === 0) return false;
  await tx.run(sql`
    insert into respond.document_updates (about, seq, at, people, bytes)
    values (${incident}, 0, ${now}, '{}', ${template})`);
  return true;
}

/** Adds an edit and answers its place. The row's lock makes places follow the order of the commits. */
export async function appendUpdate(
  tx: Tx,
  incident: string,
  { people, bytes, now }: { people: readonly string[]; bytes: Uint8Array; now: Temporal.Instant },
): Promise<number> {
  const { seq } = await tx.one<{ seq: number }>(sql`
    with next as (
      update respond.documents set seq = seq + 1, changed_at = greatest(changed_at, ${now}::timestamptz)
      where about = ${incident} returning seq, changed_at
    )
    insert into respond.document_updates (about, seq, at, people, bytes)
    select ${incident}, seq, changed_at, ${people}::text[], ${bytes}::bytea from next
    returning seq`);
  return seq;
}

export interface Grown {
  incident: string;
  snapshot: Uint8Array;
  snapshotSeq: number;
  tidiedSeq: number;
}

/** Documents with so many edits that are in the log one by one, locked; those that another node has are left to it. */
export function lockGrown(tx: Tx, { edits, limit }: { edits: number; limit: number }): Promise<Grown[]> {
  return tx.many<Grown>(sql`
    select about as incident, snapshot, snapshot_seq as "snapshotSeq", tidied_seq as "tidiedSeq" from respond.documents
    where seq - tidied_seq >= ${edits} order by seq - tidied_seq desc limit ${limit} for update skip locked`);
}

export async function saveSnapshot(
  tx: Tx,
  incident: string,
  { snapshot, seq }: { snapshot: Uint8Array; seq: number },
): Promise<void> {
  await tx.run(sql`
    update respond.documents set snapshot = ${snapshot}, snapshot_seq = ${seq} where about = ${incident}`);
}

/** Edits that a snapshot holds and that nobody needs one by one any more. */
export function settledUpdates(
  tx: Tx,
  incident: string,
  { until, after, upTo }: { until: Temporal.Instant; after: number; upTo: number },
): Promise<Update[]> {
  return tx.many<Update>(sql`
    select seq, at, people, bytes from respond.document_updates
    where about = ${incident} and at <= ${until} and seq > ${after} and seq <= ${upTo} order by seq`);
}

export async function saveTidied(tx: Tx, incident: string, seq: number): Promise<void> {
  await tx.run(sql`update respond.documents set tidied_seq = ${seq} where about = ${incident}`);
}

/** Puts one row where its last stood, in place of all of them. */
export async function mergeUpdates(
  tx: Tx,
  incident: string,
  { from, last, people, bytes }: { from: number; last: number; people: readonly string[]; bytes: Uint8Array },
): Promise<void> {
  await tx.run(sql`
    delete from respond.document_updates
    where about = ${incident} and seq >= ${from} and seq < ${last}`);
  await tx.run(sql`
    update respond.document_updates set people = ${people}::text[], bytes = ${bytes}
    where about = ${incident} and seq = ${last}`);
}

/** Whoever has written in it. */
export async function writersOf(db: Query, about: string): Promise<string[]> {
  const rows = await db.many<{ person: string }>(sql`
    select distinct unnest(people) as person from respond.document_updates where about = ${about} order by 1`);
  return rows.map((row) => row.person);
}
