import type { Schedule } from '@muster/contract/oncall/definition';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import type { Span } from '../cover/span.ts';

export interface StoredTemporary extends Span {
  id: string;
  name: string;
  rota: Schedule;
  createdBy: string;
  createdAt: Temporal.Instant;
}

const columns = sql`id, name, starts_at as "start", ends_at as "end", rota, created_by as "createdBy",
  created_at as "createdAt"`;

/** Those of a schedule that are not over, the earliest first. */
export function temporaryAhead(
  db: Query,
  schedule: string,
  now: Temporal.Instant,
): Promise<StoredTemporary[]> {
  return db.many(sql`
    select ${columns} from oncall.temporary_schedules where schedule = ${schedule} and ends_at > ${now}
    order by starts_at, id`);
}

/** The same; others that change them wait. */
export async function lockTemporary(
  tx: Tx,
  schedule: string,
  now: Temporal.Instant,
): Promise<StoredTemporary[]> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`temporary ${schedule}`}, 0))`);
  return temporaryAhead(tx, schedule, now);
}

export async function insertTemporary(tx: Tx, schedule: string, one: StoredTemporary): Promise<void> {
  await tx.run(sql`
    insert into oncall.temporary_schedules (id, schedule, name, starts_at, ends_at, rota, created_by, created_at)
    values (${one.id}, ${schedule}, ${one.name}, ${one.start}, ${one.end}, ${JSON.stringify(one.rota)}::jsonb,
      ${one.createdBy}, ${one.createdAt})`);
}

/** What has begun ends at the instant; what has not is gone. */
export async function endTemporary(tx: Tx, id: string, at: Temporal.Instant): Promise<void> {
  await tx.run(sql`delete from oncall.temporary_schedules where id = ${id} and starts_at >= ${at}`);
  await tx.run(sql`update oncall.temporary_schedules set ends_at = ${at} where id = ${id}`);
}
