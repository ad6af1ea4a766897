import { type Query, sql, type Tx } from '../../platform/db.ts';
import type { Span } from '../cover/span.ts';
import type { TimeOff } from './model.ts';

const columns = sql`id, person, starts_at as "start", ends_at as "end", note, created_at as "createdAt"`;

/** What of these people's time off touches the span, by its start; at most 2,000. */
export function timeOffOf(db: Query, people: readonly string[], { start, end }: Span): Promise<TimeOff[]> {
  return db.many(sql`
    select ${columns} from oncall.time_off
    where person = any(${[...people]}::text[]) and ends_at > ${start} and starts_at < ${end}
    order by starts_at, id limit 2000`);
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
