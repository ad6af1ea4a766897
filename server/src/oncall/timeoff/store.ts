import { type Query, sql, type Tx } from '../../platform/db.ts';
import type { Span } from '../cover/span.ts';
import type { TimeOff } from './model.ts';

const columns = sql`id, person, starts_at as "start", ends_at as "end", note, created_at as "createdAt"`;

export interface Shown extends Span {
  id: string;
  person: string;
  note: string;
  imported: boolean;
}

/** What of these people's time off touches the span, by their word or their calendar, by its start; at most 2,000. */
export function timeOffOf(db: Query, people: readonly string[], { start, end }: Span): Promise<Shown[]> {
  return db.many(sql`
    select id::text, person, starts_at as "start", ends_at as "end", note, false as imported from oncall.time_off
    where person = any(${[...people]}::text[]) and ends_at > ${start} and starts_at < ${end}
    union all
    select a.id::text || ':' || extract(epoch from r.starts_at)::bigint::text, a.person, r.starts_at, r.ends_at, '', true
    from oncall.time_off_addresses a join oncall.time_off_read r on r.address = a.id
    where a.person = any(${[...people]}::text[]) and r.ends_at > ${start} and r.starts_at < ${end}
    order by 3, 1 limit 2000`);
}

/** What of the person's is not over; others that change it wait. */
export async function lockTimeOff(tx: Tx, person: string, now: Temporal.Instant): Promise<TimeOff[]> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`time off ${person}`}, 0))`);
  return tx.many(sql`select ${columns} from oncall.time_off where person = ${person} and ends_at > ${now}`);
}

export async function insertTimeOff(tx: Tx, one: TimeOff): Promise<void> {
  await tx.run(sql`
    insert into oncall.time_off (id, person, starts_at, ends_at, note, created_at)
    values (${one.id}, ${one.person}, ${one.start}, ${one.end}, ${one.note}, ${one.createdAt})`);
}

/** Answers false when the person has no such time off. */
export async function deleteTimeOff(tx: Tx, person: string, id: string): Promise<boolean> {
  return (await tx.run(sql`delete from oncall.time_off where id = ${id} and person = ${person}`)) === 1;
}

export async function deleteEndedBefore(tx: Tx, at: Temporal.Instant): Promise<void> {
  await tx.run(sql`delete from oncall.time_off where ends_at < ${at}`);
}

export interface Address {
  id: string;
  person: string;
  sealed: string;
  etag: string | null;
}

/** What was read there goes with the address before. */
export async function replaceAddress(
  tx: Tx,
  one: { id: string; person: string; sealed: string },
  dueAt: Temporal.Instant,
): Promise<void> {
  await deleteAddress(tx, one.person);
  await tx.run(sql`
    insert into oncall.time_off_addresses (id, person, sealed, due_at)
    values (${one.id}, ${one.person}, ${one.sealed}, ${dueAt})`);
}

/** Answers false when the person has none. */
export async function deleteAddress(tx: Tx, person: string): Promise<boolean> {
  return (await tx.run(sql`delete from oncall.time_off_addresses where person = ${person}`)) === 1;
}

export function addressOf(
  db: Query,
  person: string,
): Promise<{ readAt: Temporal.Instant | null; problem: string | null } | undefined> {
  return db.maybe(sql`
    select read_at as "readAt", problem from oncall.time_off_addresses where person = ${person}`);
}

export async function nextAddressDue(db: Query): Promise<Temporal.Instant | null> {
  const row = await db.one<{ due: Temporal.Instant | null }>(
    sql`select min(due_at) as due from oncall.time_off_addresses`,
  );
  return row.due;
}

/** Takes the one that is due the longest; nobody else reads it before `nextAt`. */
export function claimAddress(
  tx: Tx,
  now: Temporal.Instant,
  nextAt: Temporal.Instant,
): Promise<Address | undefined> {
  return tx.maybe(sql`
    update oncall.time_off_addresses set due_at = ${nextAt} where id = (
      select id from oncall.time_off_addresses where due_at <= ${now}
      order by due_at limit 1 for update skip locked)
    returning id, person, sealed, etag`);
}

/** Notes how reading went; false when the address has been replaced meanwhile. Without a problem it was read. */
export async function saveReading(
  tx: Tx,
  id: string,
  { etag, problem }: { etag: string | null; problem: string | null },
  now: Temporal.Instant,
): Promise<boolean> {
  const changed = await tx.run(sql`
    update oncall.time_off_addresses set etag = ${etag}, problem = ${problem},
      read_at = case when ${problem}::text is null then ${now}::timestamptz else read_at end
    where id = ${id}`);
  return changed === 1;
}

export async function replaceRead(tx: Tx, address: string, spans: readonly Span[]): Promise<void> {
  await tx.run(sql`delete from oncall.time_off_read where address = ${address}`);
  await tx.run(sql`
    insert into oncall.time_off_read (address, starts_at, ends_at)
    select ${address}::uuid, t.starts_at, t.ends_at from unnest(${spans.map((one) => one.start)}::timestamptz[],
      ${spans.map((one) => one.end)}::timestamptz[]) as t(starts_at, ends_at)`);
}
