import { type Query, sql, type Tx } from '../../platform/db.ts';
import type { Shadow } from './model.ts';

const columns = sql`id, schedule, trainee, person, starts_at as "start", ends_at as "end", created_by as "createdBy",
  created_at as "createdAt"`;

export async function insertShadow(tx: Tx, one: Shadow): Promise<void> {
  await tx.run(sql`
    insert into oncall.shadows (id, schedule, trainee, person, starts_at, ends_at, created_by, created_at)
    values (${one.id}, ${one.schedule}, ${one.trainee}, ${one.person}, ${one.start}, ${one.end}, ${one.createdBy},
      ${one.createdAt})`);
}

export function lockShadow(tx: Tx, schedule: string, id: string): Promise<Shadow | undefined> {
  return tx.maybe(sql`
    select ${columns} from oncall.shadows where schedule = ${schedule} and id = ${id} for update`);
}

export async function deleteShadow(tx: Tx, id: string): Promise<void> {
  await tx.run(sql`delete from oncall.shadows where id = ${id}`);
}

/** Those of a schedule that are not over, the earliest first. */
export function shadowsAhead(db: Query, schedule: string, now: Temporal.Instant): Promise<Shadow[]> {
  return db.many(sql`
    select ${columns} from oncall.shadows where schedule = ${schedule} and ends_at > ${now} order by starts_at, id`);
}

/** Those that hold now and may have to do with these people. */
export function shadowsNow(db: Query, people: readonly string[], now: Temporal.Instant): Promise<Shadow[]> {
  return db.many(sql`
    select ${columns} from oncall.shadows
    where ends_at > ${now} and starts_at <= ${now} and (person is null or person = any(${[...people]}::text[]))
    order by id`);
}

/** Who of these is somebody's shadow, or was. */
export async function traineesAmong(db: Query, people: readonly string[]): Promise<Set<string>> {
  const rows = await db.many<{ trainee: string }>(sql`
    select distinct trainee from oncall.shadows where trainee = any(${[...people]}::text[])`);
  return new Set(rows.map((row) => row.trainee));
}
