import type { AvailabilityRule } from '@muster/contract/measure/availability';
import { type DurationName, durationNames } from '@muster/contract/measure/measures';
import type { IncidentState } from '@muster/contract/respond/state';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { plannedAnew, type Sql } from '../../platform/sql.ts';
import type { Adherence } from './adherence.ts';
import { type Facts, measure, toldOf, whyExcluded } from './model.ts';

/** Raised where the same stream would give other figures; those made before are then made anew. */
export const figuresVersion = 3;

export interface Figures {
  state: IncidentState;
  insiders: readonly string[];
  facts: Facts;
  /** When it was over; null while it goes on. */
  overAt: string | null;
  resolves: number;
  promises: ReadonlyMap<string, Adherence>;
  statuses: readonly { status: string; seconds: number }[];
  /** The pages that belong to it. */
  pages: readonly string[];
  linked: readonly string[];
  factors: readonly string[];
}

/** Two who work out the figures of one incident do so one after the other, also on two nodes. */
export async function lockFigures(tx: Tx, incident: string): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`figures ${incident}`}, 0))`);
}

/** Of an incident that there is not. */
export async function forgetFigures(tx: Tx, incident: string): Promise<void> {
  await tx.run(sql`delete from measure.incidents where incident = ${incident}`);
}

/** Puts the figures of an incident in the place of those that stood there. */
export async function saveFigures(tx: Tx, figures: Figures): Promise<void> {
  const { state, facts, insiders, resolves, linked, factors, statuses } = figures;
  await forgetFigures(tx, state.id);
  await tx.run(sql`
    insert into measure.incidents (incident, ref, kind, excluded, private, insiders, severity, services, declared_at,
      resolved_at, resolves, type, source, linked, factors, statuses, status_seconds, made_by)
    values (${state.id}, ${state.ref}, ${state.kind}, ${whyExcluded(facts)}, ${state.private}, ${[...insiders]},
      ${state.severity}, ${state.services}, ${state.times.declared ?? state.declaredAt}, ${figures.overAt}, ${resolves},
      ${state.type}, ${state.source}, ${[...linked]}, ${[...factors]}, ${statuses.map((one) => one.status)},
      ${statuses.map((one) => one.seconds)}, ${figuresVersion})`);
  saveDurations(tx, figures);
  saveImpacts(tx, figures);
  savePromises(tx, figures);
  tx.later(sql`
    insert into measure.pages (incident, page) select distinct ${state.id}::uuid, unnest(${[...figures.pages]}::uuid[])`);
}

function saveDurations(tx: Tx, { state, facts }: Figures): void {
  const rows = durationNames.flatMap((name) => {
    const measured = measure(name, facts);
    return measured === null ? [] : [{ name, ...toldOf(measured) }];
  });
  tx.later(sql`
    insert into measure.durations (incident, name, seconds, why, shown)
    select ${state.id}, name, seconds, why, shown
    from jsonb_to_recordset(${JSON.stringify(rows)})
      as d (name text, seconds double precision, why text, shown double precision)`);
}

function saveImpacts(tx: Tx, { state, facts }: Figures): void {
  tx.later(sql`
    insert into measure.impacts (incident, starts_at, ends_at, level, weight, services)
    select ${state.id}, to_timestamp(start), to_timestamp("end"), level, weight, services
    from jsonb_to_recordset(${JSON.stringify(facts.impacts)})
      as i (start double precision, "end" double precision, level text, weight double precision, services text[])`);
}

function savePromises(tx: Tx, { state, promises }: Figures): void {
  const kept = [...promises].map(([audience, { due, met, overrun }]) => ({ audience, due, met, overrun }));
  tx.later(sql`
    insert into measure.promises (incident, audience, due, met, overrun_seconds)
    select ${state.id}, audience, due, met, overrun
    from jsonb_to_recordset(${JSON.stringify(kept)})
      as p (audience text, due int, met int, overrun double precision)`);
}

/** Incidents whose figures were made by an older making. */
export async function outdatedFigures(db: Query, limit: number): Promise<string[]> {
  const rows = await db.many<{ incident: string }>(sql`
    select incident from measure.incidents where made_by < ${figuresVersion} order by incident limit ${limit}`);
  return rows.map((one) => one.incident);
}

export interface Wanted {
  from: Temporal.Instant;
  until: Temporal.Instant;
  /** Any of these; null for all. */
  services: readonly string[] | null;
  severity: string | null;
  /** The kind of incident, by the name in the settings. */
  kind: string | null;
  /** Who asks, for private incidents; null for whoever is no person. */
  me: string | null;
}

export function visible(wanted: Wanted): Sql {
  return sql`${seen(wanted)} and (${wanted.services}::text[] is null or i.services && ${wanted.services}::text[])`;
}

/** Apart from services: of impact those are asked that it names itself. */
export function seen({ severity, kind, me }: Wanted): Sql {
  return sql`(not i.private or ${me} = any(i.insiders)) and (${severity}::text is null or i.severity = ${severity})
    and (${kind}::text is null or i.type = ${kind})`;
}

export function resolvedIn(wanted: Wanted, since = wanted.from): Sql {
  return sql`i.resolved_at >= ${since} and i.resolved_at < ${wanted.until} and ${visible(wanted)}`;
}

export interface Dot {
  ref: string;
  seconds: number;
  at: string;
}

export interface DurationRows {
  /** Of the period, and of the one as long before it: `packed`, null for none. */
  now: Buffer | null;
  before: Buffer | null;
  /** The latest first. */
  dots: Dot[];
  flagged: (Dot & { reason: string })[];
  excluded: Reason[];
}

export interface Reason {
  reason: string;
  n: number;
}

interface ReasonRow {
  /** Null of those that count. */
  why: string | null;
  n: number;
  now: Buffer | null;
  before: Buffer | null;
  flagged: Dot[] | null;
}

/**
 * One duration of the period and of the one before, in one scan. The values come in one piece, because so many rows would
 * take far longer to read.
 */
export async function durationsIn(
  db: Query,
  name: DurationName,
  wanted: Wanted,
  most: { dots: number; flagged: number },
): Promise<DurationRows> {
  const since = wanted.from.subtract(wanted.from.until(wanted.until));
  const now = sql`i.resolved_at >= ${wanted.from}`;
  // Both at once: together they take as long as the longer one.
  const dotsRead = latestDots(db, name, wanted, most.dots);
  const rowsRead = db.many<ReasonRow>(
    plannedAnew(sql`
      select d.why, count(*) filter (where ${now})::int as n,
        ${packed(sql`d.seconds`)} filter (where ${now}) as now,
        ${packed(sql`d.seconds`)} filter (where not ${now}) as before,
        to_json((array_agg(json_build_object('ref', i.ref, 'seconds', d.shown, 'at', ${wireText(sql`i.resolved_at`)})
          order by i.resolved_at desc, i.ref) filter (where ${now} and d.shown is not null))[1:${most.flagged}::int]) as flagged
      from measure.incidents i join measure.durations d on d.incident = i.incident and d.name = ${name}
      where ${resolvedIn(wanted, since)} group by d.why order by d.why`),
  );
  const [rows, dots] = await Promise.all([rowsRead, dotsRead]);
  const counted = rows.find((one) => one.why === null);
  const others = rows.flatMap(({ why, ...row }) => (why === null ? [] : [{ ...row, reason: why }]));
  const flagged = others.flatMap(({ flagged: own, reason }) =>
    (own ?? []).map((dot) => ({ ...dot, reason })),
  );
  return {
    now: counted?.now ?? null,
    before: counted?.before ?? null,
    dots,
    flagged: flagged.toSorted((a, b) => (a.at < b.at ? 1 : -1)).slice(0, most.flagged),
    excluded: others.flatMap(({ reason, n }) => (n > 0 ? [{ reason, n }] : [])),
  };
}

function latestDots(db: Query, name: DurationName, wanted: Wanted, limit: number): Promise<Dot[]> {
  return db.many(
    plannedAnew(sql`
      select i.ref, d.seconds, ${wireText(sql`i.resolved_at`)} as at
      from measure.incidents i join measure.durations d on d.incident = i.incident and d.name = ${name}
      where ${resolvedIn(wanted)} and d.seconds is not null order by i.resolved_at desc, i.ref limit ${limit}`),
  );
}

/** As instants are written in answers. */
function wireText(at: Sql): Sql {
  return sql`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

export interface PartRow {
  name: string;
  /** Incidents with it, known duration or not. */
  incidents: number;
  sum: number;
  /** The known durations, `packed`; null without one. */
  seconds: Buffer | null;
}

/**
 * Numbers one behind the other, 8 bytes each, the highest first. To write them as text, or to put them in order here, takes
 * the database several times as long.
 */
function packed(seconds: Sql): Sql {
  return sql`string_agg(float8send(${seconds}), '')`;
}

/** How long incidents stood in each status, the one with the most time in all first. */
export function statusesIn(db: Query, wanted: Wanted): Promise<PartRow[]> {
  return db.many(
    plannedAnew(sql`
      select s.status as name, count(*)::int as incidents, sum(s.seconds) as sum, ${packed(sql`s.seconds`)} as seconds
      from (
        select unnest(i.statuses) as status, unnest(i.status_seconds) as seconds
        from measure.incidents i where ${resolvedIn(wanted)}) s
      group by s.status order by sum(s.seconds) desc, s.status`),
  );
}

/** How incidents came to be known, with the time to detect of each way; '' where nobody said. */
export function sourcesIn(db: Query, wanted: Wanted): Promise<PartRow[]> {
  return db.many(
    plannedAnew(sql`
      select coalesce(i.source, '') as name, count(*)::int as incidents, coalesce(sum(d.seconds), 0) as sum,
        ${packed(sql`d.seconds`)} as seconds
      from measure.incidents i left join measure.durations d on d.incident = i.incident and d.name = 'ttd'
      where ${resolvedIn(wanted)} and i.excluded is null group by 1 order by 2 desc, 1`),
  );
}

export interface LevelRow {
  weight: number;
  n: number;
  /** Spans that neither touch nor overlap, `start end` in seconds since 1970, with commas between them. */
  spans: string;
}

/** What hurt at some time of the period, of incidents that count, as one set of spans for each weight. */
export function impactLevels(
  db: Query,
  wanted: Wanted,
  { weights, now }: { weights: AvailabilityRule['weights']; now: Temporal.Instant },
): Promise<LevelRow[]> {
  const weight = sql`coalesce(p.weight, (${JSON.stringify(weights)}::jsonb ->> p.level)::double precision)`;
  return db.many(
    plannedAnew(sql`
      with levels as materialized (
        select ${weight} as weight, count(*)::int as n, range_agg(tstzrange(p.starts_at, coalesce(p.ends_at, ${now}))) as spans
        from measure.impacts p join measure.incidents i on i.incident = p.incident
        where p.starts_at < ${wanted.until} and (p.ends_at is null or p.ends_at > ${wanted.from})
          and p.starts_at < coalesce(p.ends_at, ${now}) and i.excluded is null and ${seen(wanted)}
          and (${wanted.services}::text[] is null or p.services && ${wanted.services}::text[])
        group by 1)
      select l.weight, l.n, (
        select string_agg(extract(epoch from lower(s)) || ' ' || extract(epoch from upper(s)), ',') from unnest(l.spans) s
      ) as spans from levels l order by l.weight`),
  );
}

export function promisesIn(
  db: Query,
  wanted: Wanted,
): Promise<{ audience: string; due: number; met: number; dueBefore: number; metBefore: number }[]> {
  const since = wanted.from.subtract(wanted.from.until(wanted.until));
  const isNow = sql`i.declared_at >= ${wanted.from}`;
  return db.many(
    plannedAnew(sql`
      select p.audience, coalesce(sum(p.due) filter (where ${isNow}), 0)::int as due,
        coalesce(sum(p.met) filter (where ${isNow}), 0)::int as met,
        coalesce(sum(p.due) filter (where not ${isNow}), 0)::int as "dueBefore",
        coalesce(sum(p.met) filter (where not ${isNow}), 0)::int as "metBefore"
      from measure.promises p join measure.incidents i on i.incident = p.incident
      where i.declared_at >= ${since} and i.declared_at < ${wanted.until} and i.excluded is null
        and i.kind = 'real' and ${visible(wanted)}
      group by p.audience order by p.audience`),
  );
}

export interface ShareRows {
  part: number;
  n: number;
  partBefore: number;
  nBefore: number;
  cases: { ref: string; at: string; others: string[] }[];
}

/** Of those that were resolved, how many more than once. */
export function resolvesIn(db: Query, wanted: Wanted, most: number): Promise<ShareRows> {
  const is = sql`i.resolves > 1`;
  return db.one(shareOf(wanted, { before: sql``, is, others: sql`array[]::text[]`, most }));
}

/** Of those that were resolved, how many had been there before: within 90 days, or as people linked them. */
export function recurrencesIn(db: Query, wanted: Wanted, most: number): Promise<ShareRows> {
  const isLinked = sql`(i.linked <> '{}' and exists (
    select from measure.incidents o where o.ref = any(i.linked) and ${isOther(wanted)}))`;
  const others = sql`array(
    select o.ref from measure.incidents o
    where ${isOther(wanted)} and (o.ref = any(i.linked) or (o.services && i.services and o.factors && i.factors
      and o.resolved_at >= i.declared_at - interval '90 days' and o.resolved_at < i.declared_at))
    order by o.declared_at desc, o.ref limit 20)`;
  const is = sql`(i.incident in (select incident from back) or ${isLinked})`;
  return db.one(shareOf(wanted, { before: cameBack(wanted), is, others, most }));
}

/** An earlier one that counts and that the reader may see. */
function isOther({ me }: Wanted): Sql {
  return sql`(o.excluded is null and o.declared_at < i.declared_at and (not o.private or ${me} = any(o.insiders)))`;
}

/**
 * Who shares a service and a factor with one that was resolved in the 90 days before, in one pass over beginnings and
 * ends in order, for to compare each with each takes minutes.
 */
function cameBack({ me, until }: Wanted): Sql {
  return sql`
    marks as (
      select i.incident, s, f, t.at, t.begins from measure.incidents i, unnest(i.services) s, unnest(i.factors) f,
        lateral (values (i.declared_at, true), (i.resolved_at, false)) t (at, begins)
      where i.factors <> '{}' and i.excluded is null and t.at < ${until}
        and (not i.private or ${me} = any(i.insiders))),
    back as materialized (
      select distinct m.incident from (
        select incident, at, begins, max(at) filter (where not begins) over (
          partition by s, f order by at, begins desc rows between unbounded preceding and 1 preceding) as last
        from marks) m
      where m.begins and m.last < m.at and m.last >= m.at - interval '90 days'),`;
}

interface Share {
  /** What is worked out beforehand. */
  before: Sql;
  /** Whether an incident is of the part. */
  is: Sql;
  others: Sql;
  most: number;
}

function shareOf(wanted: Wanted, { before, is, others, most }: Share): Sql {
  const since = wanted.from.subtract(wanted.from.until(wanted.until));
  return plannedAnew(sql`
    with ${before} own as materialized (
      select i.incident, i.resolved_at >= ${wanted.from} as now, ${is} as part
      from measure.incidents i where ${resolvedIn(wanted, since)} and i.excluded is null)
    select count(*) filter (where now)::int as n, count(*) filter (where now and part)::int as part,
      count(*) filter (where not now)::int as "nBefore", count(*) filter (where not now and part)::int as "partBefore",
      (select coalesce(json_agg(l), '[]') from (
        select i.ref, ${wireText(sql`i.resolved_at`)} as at, ${others} as others
        from own join measure.incidents i using (incident) where own.now and own.part
        order by i.resolved_at desc, i.ref limit ${most}) l) as cases
    from own`);
}

/** Which of these pages belong to an incident that counts and that the reader may see. */
export async function pagesOfIncidents(
  db: Query,
  pages: readonly string[],
  wanted: Wanted,
): Promise<Set<string>> {
  const rows = await db.many<{ page: string }>(sql`
    select distinct p.page from measure.pages p join measure.incidents i on i.incident = p.incident
    where p.page = any(${[...pages]}::uuid[]) and (not i.private or ${wanted.me} = any(i.insiders))`);
  return new Set(rows.map((one) => one.page));
}
