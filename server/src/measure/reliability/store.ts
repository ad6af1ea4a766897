import { type DurationName, durationNames } from '@muster/contract/measure/measures';
import type { IncidentState } from '@muster/contract/respond/state';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import type { Sql } from '../../platform/sql.ts';
import type { Adherence } from './adherence.ts';
import { type Facts, type Measured, measure, whyExcluded } from './model.ts';

export interface Figures {
  state: IncidentState;
  insiders: readonly string[];
  facts: Facts;
  resolves: number;
  promises: ReadonlyMap<string, Adherence>;
}

/** Two who work out the figures of one incident do so one after the other, also on two nodes. */
export async function lockFigures(tx: Tx, incident: string): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`figures ${incident}`}, 0))`);
}

/** Puts the figures of an incident in the place of those that stood there. */
export async function saveFigures(
  tx: Tx,
  { state, insiders, facts, resolves, promises }: Figures,
): Promise<void> {
  await tx.run(sql`delete from measure.incidents where incident = ${state.id}`);
  await tx.run(sql`
    insert into measure.incidents (incident, ref, kind, excluded, private, insiders, severity, services, declared_at,
      resolved_at, resolves)
    values (${state.id}, ${state.ref}, ${state.kind}, ${whyExcluded(facts)}, ${state.private}, ${[...insiders]},
      ${state.severity}, ${state.services}, ${state.times.declared}, ${state.times.resolved}, ${resolves})`);
  const durations = durationNames.map((name) => ({ name, ...told(measure(name, facts)) }));
  tx.later(sql`
    insert into measure.durations (incident, name, seconds, why)
    select ${state.id}, name, seconds, why
    from jsonb_to_recordset(${JSON.stringify(durations)}) as d (name text, seconds double precision, why text)`);
  const impacts = facts.impacts.map(({ start, end, weight, services }) => ({ start, end, weight, services }));
  tx.later(sql`
    insert into measure.impacts (incident, starts_at, ends_at, weight, services)
    select ${state.id}, to_timestamp(start), to_timestamp("end"), weight, services
    from jsonb_to_recordset(${JSON.stringify(impacts)})
      as i (start double precision, "end" double precision, weight double precision, services text[])`);
  const kept = [...promises].map(([audience, { due, met, overrun }]) => ({ audience, due, met, overrun }));
  tx.later(sql`
    insert into measure.promises (incident, audience, due, met, overrun_seconds)
    select ${state.id}, audience, due, met, overrun
    from jsonb_to_recordset(${JSON.stringify(kept)})
      as p (audience text, due int, met int, overrun double precision)`);
}

/** What was measured, as one number or as the reason why there is none. */
function told(measured: Measured): { seconds: number | null; why: string | null } {
  if ('seconds' in measured) return { seconds: measured.seconds, why: null };
  if ('censoredAt' in measured) return { seconds: null, why: 'never acknowledged' };
  if ('earlyBy' in measured) return { seconds: null, why: 'signal before impact' };
  return { seconds: null, why: measured.excluded };
}

export interface Wanted {
  from: Temporal.Instant;
  until: Temporal.Instant;
  service: string | null;
  severity: string | null;
  /** Who asks, for private incidents; null for whoever is no person. */
  me: string | null;
}

function visible({ service, severity, me }: Wanted): Sql {
  return sql`(not i.private or ${me} = any(i.insiders)) and (${severity}::text is null or i.severity = ${severity})
    and (${service}::text is null or ${service} = any(i.services))`;
}

export interface Dot {
  ref: string;
  seconds: number;
  at: Temporal.Instant;
}

function durationRows(name: DurationName, wanted: Wanted): Sql {
  return sql`measure.incidents i join measure.durations d on d.incident = i.incident and d.name = ${name}
    where i.resolved_at >= ${wanted.from} and i.resolved_at < ${wanted.until} and ${visible(wanted)}`;
}

/** The latest of those that ended in the period, latest first. */
export function latestDurations(
  db: Query,
  name: DurationName,
  wanted: Wanted,
  limit: number,
): Promise<Dot[]> {
  return db.many(sql`
    select i.ref, d.seconds, i.resolved_at as at from ${durationRows(name, wanted)} and d.seconds is not null
    order by i.resolved_at desc limit ${limit}`);
}

/** All durations of the period, in no order. They come as one text, because so many rows would take far longer to read. */
export async function secondsIn(db: Query, name: DurationName, wanted: Wanted): Promise<number[]> {
  const { all } = await db.one<{ all: string | null }>(sql`
    select string_agg(d.seconds::text, ',') as all from ${durationRows(name, wanted)} and d.seconds is not null`);
  return all === null ? [] : all.split(',').map(Number);
}

/** Why there is none, and of how many. */
export function withoutDuration(
  db: Query,
  name: DurationName,
  wanted: Wanted,
): Promise<{ reason: string; n: number }[]> {
  return db.many(sql`
    select d.why as reason, count(*)::int as n from ${durationRows(name, wanted)} and d.why is not null
    group by d.why order by d.why`);
}

export interface ImpactRow {
  start: number;
  end: number | null;
  weight: number;
}

/** What hurt at some time of the period, of incidents that count. */
export function impactsIn(db: Query, wanted: Wanted): Promise<ImpactRow[]> {
  return db.many(sql`
    select extract(epoch from p.starts_at)::double precision as start,
      extract(epoch from p.ends_at)::double precision as end, p.weight
    from measure.impacts p join measure.incidents i on i.incident = p.incident
    where p.starts_at < ${wanted.until} and (p.ends_at is null or p.ends_at > ${wanted.from}) and i.excluded is null
      and (not i.private or ${wanted.me} = any(i.insiders))
      and (${wanted.severity}::text is null or i.severity = ${wanted.severity})
      and (${wanted.service}::text is null or ${wanted.service} = any(p.services))`);
}

export function promisesIn(
  db: Query,
  wanted: Wanted,
): Promise<{ audience: string; due: number; met: number; overrun: number }[]> {
  return db.many(sql`
    select p.audience, sum(p.due)::int as due, sum(p.met)::int as met, sum(p.overrun_seconds) as overrun
    from measure.promises p join measure.incidents i on i.incident = p.incident
    where i.declared_at >= ${wanted.from} and i.declared_at < ${wanted.until} and i.excluded is null
      and i.kind = 'real' and ${visible(wanted)}
    group by p.audience order by p.audience`);
}

export function resolvesIn(db: Query, wanted: Wanted): Promise<{ resolved: number; reopened: number }> {
  return db.one(sql`
    select count(*)::int as resolved, count(*) filter (where i.resolves > 1)::int as reopened
    from measure.incidents i
    where i.resolved_at >= ${wanted.from} and i.resolved_at < ${wanted.until} and i.excluded is null
      and ${visible(wanted)}`);
}

/** How many count nowhere, by their reason. */
export function leftOut(db: Query, wanted: Wanted): Promise<{ reason: string; n: number }[]> {
  return db.many(sql`
    select i.excluded as reason, count(*)::int as n from measure.incidents i
    where i.excluded is not null and i.declared_at >= ${wanted.from} and i.declared_at < ${wanted.until}
      and ${visible(wanted)}
    group by i.excluded order by i.excluded`);
}
