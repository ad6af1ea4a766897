import { type Query, sql, type Tx } from '../../platform/db.ts';
import { type Maintenance, nextEdgeAfter, overAt, windowsBetween } from './model.ts';

const columns = sql`m.id, m.title, m.note, m.services, m.is_major as "isMajor", m.time_zone as "timeZone",
  m.starts_local as start, m.ends_local as "end", m.repeats, m.last_day::text as "lastDay", m.ends,
  m.created_by as "createdBy", m.created_at as "createdAt", m.cancelled_by as "cancelledBy",
  m.cancelled_at as "cancelledAt", m.version, m.told_at as "toldAt"`;

export function findMaintenance(db: Query, id: string): Promise<Maintenance | undefined> {
  return db.maybe(sql`select ${columns} from detect.maintenances m where m.id = ${id}`);
}

export function lockMaintenance(tx: Tx, id: string): Promise<Maintenance | undefined> {
  return tx.maybe(sql`select ${columns} from detect.maintenances m where m.id = ${id} for update`);
}

/** Those that are not over at an instant, of all services where none is named. There are never many. */
export function openMaintenances(
  db: Query,
  at: Temporal.Instant,
  services: readonly string[] = [],
): Promise<Maintenance[]> {
  return db.many(sql`
    select ${columns} from detect.maintenances m
    where (m.over_at is null or m.over_at > ${at})
      and (${services.length === 0} or m.services && ${[...services]}::text[])
    order by m.id`);
}

/** Those of these services of which some window may touch the span. */
export function maintenancesBetween(
  db: Query,
  services: readonly string[],
  { from, until }: { from: Temporal.Instant; until: Temporal.Instant },
): Promise<Maintenance[]> {
  return db.many(sql`
    select ${columns} from detect.maintenances m
    where m.services && ${[...services]}::text[] and m.first_at <= ${until}
      and (m.over_at is null or m.over_at > ${from}) order by m.id`);
}

export interface OverMaintenance extends Maintenance {
  over: Temporal.Instant;
}

/** What is over at an instant, the latest first, behind `before`. */
export function overMaintenances(
  db: Query,
  at: Temporal.Instant,
  asked: { service: string | undefined; before: readonly string[] | null; limit: number },
): Promise<OverMaintenance[]> {
  const [overBefore = null, idBefore = null] = asked.before ?? [];
  return db.many(sql`
    select ${columns}, m.over_at as over from detect.maintenances m
    where m.over_at <= ${at} and (${asked.service ?? null}::text is null or ${asked.service ?? null} = any(m.services))
      and (${overBefore}::timestamptz is null or (m.over_at, m.id) < (${overBefore}::timestamptz, ${idBefore}::uuid))
    order by m.over_at desc, m.id desc limit ${asked.limit}`);
}

/** Those of which a beginning or an end is due to be told. */
export function lockDueMaintenances(tx: Tx, now: Temporal.Instant): Promise<Maintenance[]> {
  return tx.many(sql`
    select ${columns} from detect.maintenances m where m.due_at <= ${now}
    order by m.due_at limit 50 for update skip locked`);
}

export async function nextMaintenanceDue(db: Query): Promise<Temporal.Instant | null> {
  const row = await db.one<{ due: Temporal.Instant | null }>(
    sql`select min(due_at) as due from detect.maintenances`,
  );
  return row.due;
}

/** Adds one, or changes what is known by its id; what can be worked out is written beside it for lists and sweeps. */
export async function saveMaintenance(tx: Tx, one: Maintenance): Promise<void> {
  const first = windowsBetween({ ...one, cancelledAt: null }, everSince(one), 1)[0]?.start ?? one.createdAt;
  await tx.run(sql`
    insert into detect.maintenances (id, title, note, services, is_major, time_zone, starts_local, ends_local, repeats,
      last_day, ends, created_by, created_at, cancelled_by, cancelled_at, version, first_at, over_at, told_at, due_at)
    values (${one.id}, ${one.title}, ${one.note}, ${one.services}, ${one.isMajor}, ${one.timeZone}, ${one.start}, ${one.end},
      ${one.repeats}, ${one.lastDay}::date, ${JSON.stringify(one.ends)}::jsonb, ${one.createdBy}, ${one.createdAt},
      ${one.cancelledBy}, ${one.cancelledAt}, ${one.version}, ${first}, ${overAt(one)}, ${one.toldAt},
      ${nextEdgeAfter(one, one.toldAt)})
    on conflict (id) do update set title = excluded.title, note = excluded.note, services = excluded.services,
      is_major = excluded.is_major, time_zone = excluded.time_zone, starts_local = excluded.starts_local,
      ends_local = excluded.ends_local, repeats = excluded.repeats, last_day = excluded.last_day, ends = excluded.ends,
      cancelled_by = excluded.cancelled_by, cancelled_at = excluded.cancelled_at, version = excluded.version,
      first_at = excluded.first_at, over_at = excluded.over_at, told_at = excluded.told_at, due_at = excluded.due_at`);
}

/** From before any window of it; what begins in the past begins with its making at the earliest. */
function everSince({ start, timeZone }: Maintenance) {
  const from = Temporal.PlainDateTime.from(start).toZonedDateTime(timeZone).toInstant();
  return { from, until: from.add({ hours: 24 * 14 }) };
}
