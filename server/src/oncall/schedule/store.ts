import type { Override, Schedule } from '@muster/contract/oncall/definition';
import type { Items } from '../../catalog/index.ts';
import { type Query, sql, type Tx } from '../../platform/db.ts';

export interface StoredSchedule {
  name: string;
  team: string | null;
  definition: Schedule;
}

/** As the file knows them, without the overrides that people made. */
export function allSchedules(db: Query): Promise<StoredSchedule[]> {
  return db.many(sql`select name, team, definition from oncall.schedules order by name`);
}

export function findSchedule(db: Query, name: string): Promise<StoredSchedule | undefined> {
  return db.maybe(sql`select name, team, definition from oncall.schedules where name = ${name}`);
}

/** What really holds: the definitions with all overrides that have not ended before `since`, by name. */
export async function loadSchedules(
  db: Query,
  names: readonly string[],
  since: Temporal.Instant,
): Promise<Map<string, Schedule>> {
  if (names.length === 0) return new Map();
  const rows = await db.many<Omit<StoredSchedule, 'team'> & { overrides: Override[] }>(sql`
    select s.name, s.definition, coalesce((
      select jsonb_agg(o.definition order by o.created_at, o.id) from oncall.overrides o
      where o.schedule = s.name and o.ends_at > ${since}), '[]'::jsonb) as overrides
    from oncall.schedules s where s.name = any(${[...names]}::text[])`);
  return new Map(rows.map(({ name, definition, overrides }) => [name, withOverrides(definition, overrides)]));
}

/** The team of each schedule that belongs to one, by the schedule's name. */
export async function owningTeams(db: Query): Promise<Map<string, string>> {
  const rows = await db.many<{ name: string; team: string }>(
    sql`select name, team from oncall.schedules where team is not null`,
  );
  return new Map(rows.map((row) => [row.name, row.team]));
}

export async function scheduleNames(db: Query): Promise<string[]> {
  return (await db.many<{ name: string }>(sql`select name from oncall.schedules order by name`)).map(
    (row) => row.name,
  );
}

export async function saveSchedule(
  tx: Tx,
  { name, team, definition }: StoredSchedule,
  now: Temporal.Instant,
): Promise<void> {
  await tx.run(sql`
    insert into oncall.schedules (name, team, definition, created_at) values (${name}, ${team}, ${JSON.stringify(definition)}::jsonb, ${now})
    on conflict (name) do update set team = excluded.team, definition = excluded.definition`);
}

export async function deleteSchedules(tx: Tx, names: readonly string[]): Promise<void> {
  await tx.run(sql`delete from oncall.schedules where name = any(${[...names]}::text[])`);
}

export interface NewOverride {
  id: string;
  schedule: string;
  definition: Override;
  createdBy: string;
  createdAt: Temporal.Instant;
}

export async function saveOverride(tx: Tx, one: NewOverride): Promise<void> {
  await tx.run(sql`
    insert into oncall.overrides (id, schedule, definition, ends_at, created_by, created_at)
    values (${one.id}, ${one.schedule}, ${JSON.stringify(one.definition)}::jsonb, ${one.definition.end}, ${one.createdBy}, ${one.createdAt})`);
}

/** Answers what it was; undefined when there is none. */
export async function deleteOverride(tx: Tx, schedule: string, id: string): Promise<Override | undefined> {
  const row = await tx.maybe<{ definition: Override }>(
    sql`delete from oncall.overrides where schedule = ${schedule} and id = ${id} returning definition`,
  );
  return row?.definition;
}

function withOverrides(definition: Schedule, made: readonly Override[]): Schedule {
  return made.length === 0
    ? definition
    : { ...definition, overrides: [...(definition.overrides ?? []), ...made] };
}

/** In the form of the organisation file. */
export function toFileItem({ name, team, definition }: StoredSchedule): Items<'schedules'>[number] {
  return { name, ...(team === null ? {} : { team }), ...definition };
}
