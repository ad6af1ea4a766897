import type { Gathering, listReports, Report } from '@muster/contract/respond/reports';
import type { IncidentState } from '@muster/contract/respond/state';
import type { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import { fromIdCursor, pageOf } from '../../platform/cursor.ts';
import { type Query, sql } from '../../platform/db.ts';
import { notFound } from '../../platform/refusal.ts';
import { all, type Sql } from '../../platform/sql.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { insiderName, maySee, seen } from '../access/model.ts';
import { findIncident } from '../stream/store.ts';
import { proposedHours, quarterOf, type StoredReport, totals } from './model.ts';
import { columns } from './store.ts';

type Row = StoredReport & { state: IncidentState | null };
type Asked = z.output<(typeof listReports)['query']>;

const shownOfIncident = 200;
const shownOfGathering = 20;

/** Latest first. What belongs to a private incident is there for its members, and for whoever reported it. */
export async function reportList(
  db: Query,
  actor: Actor,
  asked: Asked,
): Promise<{ items: Report[]; nextCursor: string | null }> {
  const me = insiderName(actor);
  const before = fromIdCursor(asked.cursor);
  const by = asked.by === 'me' ? (me ?? '') : asked.by;
  const rows = await reports(
    db,
    [
      sql`i.id is null or not i.private or ${me}::text = any(i.insiders) or r.by = ${me}::text`,
      ...(before === null ? [] : [sql`r.id < ${before}`]),
      ...(by === undefined ? [] : [sql`r.by = ${by}`]),
      ...(asked.service === undefined ? [] : [sql`r.service = ${asked.service}`]),
    ],
    asked.limit + 1,
  );
  const { items, nextCursor } = pageOf(rows, asked.limit, (one) => [one.id]);
  return { items: items.map((one) => toWire(one, actor)), nextCursor };
}

export async function reportView(db: Query, actor: Actor, id: string): Promise<Report> {
  const [row] = await reports(db, [sql`r.id = ${id}`], 1);
  if (!row) throw notFound('report');
  return toWire(row, actor);
}

/** What waits to be looked at, by service, the latest first. */
export async function gatherings(
  db: Query,
  actor: Actor,
  now: Temporal.Instant,
): Promise<{ items: Gathering[] }> {
  const since = now.subtract({ hours: proposedHours });
  const rows = await reports(
    db,
    [sql`r.incident is null`, sql`r.dismissed_at is null`, sql`r.at >= ${since}`],
    500,
  );
  const byService = Map.groupBy(rows, (one) => one.service);
  const open = await openOn(
    db,
    actor,
    [...byService.keys()].filter((one) => one !== null),
  );
  return {
    items: [...byService].map(([service, theirs]) => ({
      service,
      ...totals(theirs),
      firstAt: wireTime(theirs.at(-1)?.at ?? now),
      lastAt: wireTime(theirs[0]?.at ?? now),
      reports: theirs.slice(0, shownOfGathering).map((one) => toWire(one, actor)),
      incidents: open
        .filter((one) => service !== null && one.services.includes(service))
        .map(({ ref, title }) => ({ ref, title })),
    })),
  };
}

export async function incidentReports(db: Query, actor: Actor, ref: string) {
  const { id } = seen(await findIncident(db, ref), actor);
  const whole = await db.many<Pick<StoredReport, 'at' | 'customers'>>(
    sql`select at, customers from respond.reports where incident = ${id} order by at`,
  );
  const rows = await reports(db, [sql`r.incident = ${id}`], shownOfIncident);
  const quarters = Map.groupBy(whole, (one) => quarterOf(one.at));
  return {
    ...totals(whole),
    items: rows.map((one) => toWire(one, actor)),
    quarters: [...quarters].map(([from, theirs]) => ({ from, ...totals(theirs) })),
  };
}

function reports(db: Query, conditions: Sql[], limit: number): Promise<Row[]> {
  return db.many(sql`
    select ${columns}, i.state from respond.reports r left join respond.incidents i on i.id = r.incident
    where ${all(conditions)} order by r.id desc limit ${limit}`);
}

async function openOn(
  db: Query,
  actor: Actor,
  services: readonly string[],
): Promise<Pick<IncidentState, 'ref' | 'title' | 'services'>[]> {
  if (services.length === 0) return [];
  const me = insiderName(actor);
  return db.many(sql`
    select ref, title, services from respond.incidents
    where category in ('triage', 'active', 'paused') and services && ${[...services]}::text[]
      and (not private or ${me}::text = any(insiders)) order by id desc limit 100`);
}

function toWire({ state, ...row }: Row, actor: Actor): Report {
  const { id, symptom, service, customers, tickets, by, at, dismissedAt, dismissedBy, dismissedReason } = row;
  return {
    id,
    symptom,
    service,
    customers,
    tickets,
    by,
    at: wireTime(at),
    incident:
      state && maySee(state, actor) ? { ref: state.ref, title: state.title, status: state.status } : null,
    dismissed:
      dismissedAt === null
        ? null
        : { by: dismissedBy ?? '', at: wireTime(dismissedAt), reason: dismissedReason ?? '' },
  };
}
