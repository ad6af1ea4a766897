import { type Query, sql, type Tx } from '../../platform/db.ts';

export interface Calendar {
  id: string;
  person: string;
  schedule: string | null;
  createdAt: Temporal.Instant;
  readAt: Temporal.Instant | null;
}

const columns = sql`id, person, schedule, created_at as "createdAt", read_at as "readAt"`;

export function calendarsOf(db: Query, person: string): Promise<Calendar[]> {
  return db.many(
    sql`select ${columns} from oncall.calendars where person = ${person} order by created_at, id`,
  );
}

export function findByHash(db: Query, hash: string): Promise<Calendar | undefined> {
  return db.maybe(sql`select ${columns} from oncall.calendars where hash = ${hash}`);
}

export async function insertCalendar(tx: Tx, one: Calendar, hash: string): Promise<void> {
  await tx.run(sql`
    insert into oncall.calendars (id, hash, person, schedule, created_at)
    values (${one.id}, ${hash}, ${one.person}, ${one.schedule}, ${one.createdAt})`);
}

/** Answers false when the person has no such calendar. */
export async function deleteCalendar(tx: Tx, person: string, id: string): Promise<boolean> {
  return (await tx.run(sql`delete from oncall.calendars where id = ${id} and person = ${person}`)) === 1;
}

/** Answers how many there were. */
export function deleteCalendarsOf(tx: Tx, person: string): Promise<number> {
  return tx.run(sql`delete from oncall.calendars where person = ${person}`);
}

export async function markRead(tx: Tx, id: string, at: Temporal.Instant): Promise<void> {
  await tx.run(sql`update oncall.calendars set read_at = ${at} where id = ${id}`);
}
