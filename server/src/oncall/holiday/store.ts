import type { Holiday } from '@muster/contract/oncall/holidays';
import { type Query, sql, type Tx } from '../../platform/db.ts';

export interface Calendar {
  id: string;
  place: string;
  ofTeam: boolean;
  hasAddress: boolean;
  readAt: Temporal.Instant | null;
  problem: string | null;
  ahead: number;
  next: { day: string; name: string } | null;
}

export type Owner = { schedule: string } | { team: string };

/** Of the schedule and of its team, its own first; days count from `today`, such as 2026-05-01. */
export function calendarsOf(
  db: Query,
  { schedule, team }: { schedule: string; team: string | null },
  today: string,
): Promise<Calendar[]> {
  return db.many(sql`
    select c.id, c.place, c.team is not null as "ofTeam", c.sealed is not null as "hasAddress", c.read_at as "readAt",
      c.problem, (select count(*)::int from oncall.holidays h where h.calendar = c.id and h.day >= ${today}::date) as ahead,
      (select jsonb_build_object('day', h.day::text, 'name', h.name) from oncall.holidays h
        where h.calendar = c.id and h.day >= ${today}::date order by h.day limit 1) as next
    from oncall.holiday_calendars c
    where c.schedule = ${schedule} or c.team = ${team}
    order by c.team is not null, c.created_at, c.id`);
}

/** How many the owner has; others that add some wait. */
export async function lockCalendars(tx: Tx, owner: Owner): Promise<number> {
  const [schedule, team] = columnsOf(owner);
  await tx.run(sql`
    select pg_advisory_xact_lock(hashtextextended(${`holidays ${schedule ?? ''} ${team ?? ''}`}, 0))`);
  const row = await tx.one<{ count: number }>(sql`
    select count(*)::int as count from oncall.holiday_calendars where schedule = ${schedule} or team = ${team}`);
  return row.count;
}

export interface NewCalendar {
  id: string;
  owner: Owner;
  place: string;
  /** Null for a file that was handed in, whose days come with it. */
  sealed: string | null;
  now: Temporal.Instant;
}

export async function insertCalendar(tx: Tx, { id, owner, place, sealed, now }: NewCalendar): Promise<void> {
  const [schedule, team] = columnsOf(owner);
  const [readAt, dueAt] = sealed === null ? [now, null] : [null, now];
  await tx.run(sql`
    insert into oncall.holiday_calendars (id, schedule, team, place, sealed, read_at, due_at, created_at)
    values (${id}, ${schedule}, ${team}, ${place}, ${sealed}, ${readAt}, ${dueAt}, ${now})`);
}

/** Answers its place and whose it was; undefined when neither the schedule nor its team has it. */
export function deleteCalendar(
  tx: Tx,
  { schedule, team }: { schedule: string; team: string | null },
  id: string,
): Promise<{ place: string; ofTeam: boolean } | undefined> {
  return tx.maybe(sql`
    delete from oncall.holiday_calendars where id = ${id} and (schedule = ${schedule} or team = ${team})
    returning place, team is not null as "ofTeam"`);
}

export interface Address {
  id: string;
  sealed: string;
  etag: string | null;
}

export async function nextCalendarDue(db: Query): Promise<Temporal.Instant | null> {
  const row = await db.one<{ due: Temporal.Instant | null }>(
    sql`select min(due_at) as due from oncall.holiday_calendars where due_at is not null`,
  );
  return row.due;
}

/** Takes the one that is due the longest; nobody else reads it before `nextAt`. */
export function claimCalendar(
  tx: Tx,
  now: Temporal.Instant,
  nextAt: Temporal.Instant,
): Promise<Address | undefined> {
  return tx.maybe(sql`
    update oncall.holiday_calendars set due_at = ${nextAt} where id = (
      select id from oncall.holiday_calendars where due_at <= ${now}
      order by due_at limit 1 for update skip locked)
    returning id, sealed, etag`);
}

/** Notes how reading went, and which schedules it concerns; undefined when the calendar is gone meanwhile. */
export function saveReading(
  tx: Tx,
  id: string,
  { etag, problem }: { etag: string | null; problem: string | null },
  now: Temporal.Instant,
): Promise<{ schedules: string[] } | undefined> {
  return tx.maybe(sql`
    update oncall.holiday_calendars c set etag = ${etag}, problem = ${problem},
      read_at = case when ${problem}::text is null then ${now}::timestamptz else read_at end
    where id = ${id}
    returning array(select s.name from oncall.schedules s where s.name = c.schedule or s.team = c.team) as schedules`);
}

/** What lies ahead of `today` is replaced; what is past is added to, never taken out. */
export async function replaceDays(
  tx: Tx,
  calendar: string,
  days: ReadonlyMap<string, string>,
  today: string,
): Promise<void> {
  await tx.run(sql`delete from oncall.holidays where calendar = ${calendar} and day >= ${today}::date`);
  await tx.run(sql`
    insert into oncall.holidays (calendar, day, name)
    select ${calendar}::uuid, t.day, t.name
    from unnest(${[...days.keys()]}::date[], ${[...days.values()]}::text[]) as t(day, name)
    on conflict (calendar, day) do update set name = excluded.name`);
}

/** The holidays of these schedules between two days, both included; those of the team where one has none of its own. */
export async function holidaysOf(
  db: Query,
  schedules: readonly string[],
  { from, until }: { from: string; until: string },
): Promise<Map<string, Holiday[]>> {
  const rows = await db.many<Holiday & { schedule: string }>(sql`
    select s.name as schedule, h.day::text as day, h.name, c.place
    from oncall.schedules s
    join oncall.holiday_calendars c on c.schedule = s.name or (c.team = s.team
      and not exists (select 1 from oncall.holiday_calendars own where own.schedule = s.name))
    join oncall.holidays h on h.calendar = c.id
    where s.name = any(${[...schedules]}::text[]) and h.day between ${from}::date and ${until}::date
    order by h.day, c.place`);
  const found = Map.groupBy(rows, (row) => row.schedule);
  return new Map(
    [...found].map(([schedule, all]) => [schedule, all.map(({ schedule: _, ...one }): Holiday => one)]),
  );
}

function columnsOf(owner: Owner): [schedule: string | null, team: string | null] {
  return 'team' in owner ? [null, owner.team] : [owner.schedule, null];
}
