import type { IncidentEvent } from '@muster/contract/respond/events';
import { healthOf } from '@muster/contract/respond/health';
import type { Incident, IncidentRow } from '@muster/contract/respond/incidents';
import type { IncidentState } from '@muster/contract/respond/state';
import type { Actor } from '../../platform/actor.ts';
import { fromIdCursor, pageOf } from '../../platform/cursor.ts';
import { type Query, sql } from '../../platform/db.ts';
import { notFound } from '../../platform/refusal.ts';
import { all } from '../../platform/sql.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { insiderName, seen } from '../access/model.ts';
import { clocksOf } from '../clock/running.ts';
import { fold, latestFirst } from '../stream/model.ts';
import { findIncident, latestEntries, loadEvents, owingStatesFor } from '../stream/store.ts';

const shownEntries = 100;

/** The state of the incident with this reference or id. Refuses not_found for whoever may not see it. */
export async function seenIncident(db: Query, ref: string, actor: Actor): Promise<IncidentState> {
  return seen(await findIncident(db, ref), actor);
}

/** One incident as it stands. Refuses not_found for whoever may not see it. */
export async function incidentView(db: Query, ref: string, actor: Actor): Promise<Incident> {
  const state = seen(await findIncident(db, ref), actor);
  const entries = await latestEntries(db, state.id, { before: null, limit: shownEntries, kind: null });
  return { ...state, clocks: clocksOf(state), entries };
}

/** As it was at an instant: the fold of what was on record by then. Not found before it was declared. */
export async function incidentAt(db: Query, ref: string, actor: Actor, at: string): Promise<Incident> {
  const { id } = seen(await findIncident(db, ref), actor);
  const events = await loadEvents(db, id, { until: at });
  if (events.length === 0) throw notFound('incident at that instant');
  const { state, entries } = fold(null, events);
  return { ...state, clocks: clocksOf(state), entries: latestFirst(entries.values()).slice(0, shownEntries) };
}

/** The incidents with duties that run, of those that the caller may see. */
export function owingStates(db: Query, actor: Actor): Promise<IncidentState[]> {
  return owingStatesFor(db, insiderName(actor));
}

export async function eventList(
  db: Query,
  actor: Actor,
  { ref, after, cursor, limit }: { ref: string; after: number; cursor?: number | undefined; limit: number },
): Promise<{ items: IncidentEvent[]; nextCursor: string | null }> {
  const { id } = seen(await findIncident(db, ref), actor);
  const items = await loadEvents(db, id, { after: cursor ?? after, limit });
  const last = items.length === limit ? items.at(-1) : undefined;
  return { items, nextCursor: last === undefined ? null : String(last.seq) };
}

interface Filter {
  limit: number;
  cursor?: string | undefined;
  status?: string | undefined;
  severity?: string | undefined;
  service?: string | undefined;
  kind?: string | undefined;
  page?: string | undefined;
  q?: string | undefined;
}

/** Latest first. Private ones only for those who belong to them. */
export async function incidentList(
  db: Query,
  actor: Actor,
  { limit, cursor, now, ...filter }: Filter & { now: Temporal.Instant },
): Promise<{ items: IncidentRow[]; nextCursor: string | null }> {
  const rows = await db.many<{ state: IncidentState; updatedAt: Temporal.Instant }>(sql`
    select state, updated_at as "updatedAt" from respond.incidents
    where ${all([...visibleTo(actor), ...wanted(filter), ...afterCursor(cursor)])}
    order by id desc limit ${limit + 1}`);
  const { items, nextCursor } = pageOf(rows, limit, ({ state }) => [state.id]);
  return { items: items.map((row) => toRow(row.state, row.updatedAt, now)), nextCursor };
}

/** Real ones that were declared within the span, the latest first, of the 500 latest that the caller may see. */
export async function incidentsBetween(
  db: Query,
  actor: Actor,
  { from, until }: { from: Temporal.Instant; until: Temporal.Instant },
): Promise<IncidentRow[]> {
  const { items } = await incidentList(db, actor, { limit: 500, kind: 'real', now: until });
  const [first, end] = [wireTime(from), wireTime(until)];
  return items.filter((one) => one.declaredAt >= first && one.declaredAt < end);
}

/** What incidents are called, by their ids, as far as the caller may see them. */
export async function incidentNames(
  db: Query,
  ids: readonly string[],
  actor: Actor,
): Promise<Map<string, { ref: string; title: string; declaredAt: Temporal.Instant }>> {
  if (ids.length === 0) return new Map();
  const rows = await db.many<{ id: string; ref: string; title: string; declaredAt: Temporal.Instant }>(sql`
    select id, ref, title, declared_at as "declaredAt" from respond.incidents
    where id = any(${[...new Set(ids)]}::uuid[]) and ${all(visibleTo(actor))}`);
  return new Map(rows.map(({ id, ...named }) => [id, named]));
}

/** The private incidents that the caller may not know of, so that lists elsewhere leave out what belongs to them. */
export async function hiddenIncidents(db: Query, actor: Actor): Promise<string[]> {
  if (actor.kind === 'system') return [];
  const me = insiderName(actor);
  const rows = await db.many<{ id: string }>(sql`
    select id from respond.incidents where private and (${me}::text is null or ${me} <> all(insiders))`);
  return rows.map((row) => row.id);
}

export function visibleTo(actor: Actor) {
  const me = insiderName(actor);
  return me === null ? [sql`not private`] : [sql`not private or ${me} = any(insiders)`];
}

function wanted({ status, severity, service, kind, page, q }: Omit<Filter, 'limit' | 'cursor'>) {
  const like = q && `%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return [
    ...(status === undefined
      ? []
      : status === 'open'
        ? [sql`category in ('triage', 'active', 'paused')`]
        : [sql`status = ${status} or category = ${status}`]),
    ...(severity === undefined ? [] : [sql`severity = ${severity}`]),
    ...(service === undefined ? [] : [sql`services @> array[${service}::text]`]),
    ...(kind === undefined ? [] : [sql`kind = ${kind}`]),
    ...(page === undefined ? [] : [sql`state -> 'pages' @> ${JSON.stringify([page])}::jsonb`]),
    ...(like ? [sql`title ilike ${like} or ref ilike ${like}`] : []),
  ];
}

function afterCursor(cursor: string | undefined) {
  const id = fromIdCursor(cursor);
  return id === null ? [] : [sql`id < ${id}`];
}

function toRow(state: IncidentState, updatedAt: Temporal.Instant, now: Temporal.Instant): IncidentRow {
  const { id, ref, title, kind, severity, status, category, commander, services, declaredAt, declaredBy } =
    state;
  const news = Object.values(state.updates).map((one) => one.at);
  const health = healthOf(state, wireTime(now));
  return {
    id,
    ref,
    title,
    kind,
    severity,
    status,
    category,
    commander,
    services,
    declaredAt,
    declaredBy,
    private: state.private,
    severityRank: state.rule.rank,
    endedAt: state.times.resolved ?? state.times.closed ?? state.times.cancelled ?? null,
    nextUpdateAt: Object.values(state.nextUpdates).sort()[0] ?? null,
    lastUpdateAt: news.sort().at(-1) ?? null,
    health: health.level,
    healthWhy: health.why,
    updatedAt: wireTime(updatedAt),
  };
}
