import type { Override, Schedule } from '@muster/contract/oncall/definition';
import type { Items } from '../../catalog/index.ts';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { type Made, withMade } from '../temporary/model.ts';

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

/** What really holds: the definitions with all that people made and that has not ended before `since`, by name. */
export async function loadSchedules(
  db: Query,
  names: readonly string[],
  since: Temporal.Instant,
): Promise<Map<string, Schedule>> {
  const rows = await loadWithMade(db, names, since);
  return new Map(rows.map(({ name, definition, made }) => [name, withMade(definition, made)]));
}

/** The same, with the definition and what people made on it apart. */
export async function loadWithMade(
  db: Query,
  names: readonly string[],
  since: Temporal.Instant,
): Promise<{ name: string; definition: Schedule; made: Made[] }[]> {
  if (names.length === 0) return [];
  return db.many(sql`
    select s.name, s.definition, coalesce((
      select jsonb_agg(jsonb_build_object('by', m.created_by, 'at', m.created_at, 'rule', m.rule, 'temporary', m.temporary)
        order by m.created_at, m.id)
      from (
        select o.id, o.created_by, o.created_at, o.definition as rule, null::jsonb as temporary
        from oncall.overrides o where o.schedule = s.name and o.ends_at > ${since}
        union all
        select t.id, t.created_by, t.created_at, null, jsonb_build_object('id', t.id, 'name', t.name,
          'start', t.starts_at, 'end', t.ends_at, 'rota', t.rota)
        from oncall.temporary_schedules t where t.schedule = s.name and t.ends_at > ${since}) m), '[]'::jsonb) as made
    from oncall.schedules s where s.name = any(${[...names]}::text[])`);
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

/** In the form of the organisation file. */
export function toFileItem({ name, team, definition }: StoredSchedule): Items<'schedules'>[number] {
  return { name, ...(team === null ? {} : { team }), ...definition };
}
