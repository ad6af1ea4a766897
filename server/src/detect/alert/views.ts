import type { Alert, listAlerts } from '@muster/contract/detect/alerts';
import type { z } from 'zod';
import { fromIdCursor, pageOf } from '../../platform/cursor.ts';
import { type Query, sql } from '../../platform/db.ts';
import { isId } from '../../platform/ids.ts';
import { Refusal } from '../../platform/refusal.ts';
import { all, type Sql } from '../../platform/sql.ts';
import { wireTime, wireTimeOrNull } from '../../platform/wire-time.ts';
import { canaryId } from '../canary/model.ts';
import { maintenanceOf } from '../maintenance/marks.ts';
import { maintenancesBetween } from '../maintenance/store.ts';

type Asked = z.output<(typeof listAlerts)['query']>;
type Times = 'firstAt' | 'lastAt' | 'startsAt';
type Row = Omit<Alert, Times | 'endsAt' | 'maintenance'> &
  Record<Times, Temporal.Instant> & { endsAt: Temporal.Instant | null; why: string };

const columns = sql`a.id, a.integration, a.service, a.dedup_key as "dedupKey", a.state, a.severity, a.title, a.description,
  a.labels, a.annotations, a.links, a.count, a.first_at as "firstAt", a.last_at as "lastAt", a.starts_at as "startsAt",
  a.ends_at as "endsAt", a.group_id as group, g.page_id as page, a.why`;

/** Alerts, the newest first; ids ascend with time. */
export async function alertList(db: Query, asked: Asked, now: Temporal.Instant) {
  const before = fromIdCursor(asked.cursor);
  const conditions = [
    sql`a.integration_id <> ${canaryId}`,
    ...conditionsOf(asked),
    ...(before ? [sql`a.id < ${before}::uuid`] : []),
  ];
  const rows = await db.many<Row>(sql`
    select ${columns} from detect.alerts a left join detect.groups g on g.id = a.group_id
    where ${all(conditions)} order by a.id desc limit ${asked.limit + 1}`);
  return pageOf(await toWire(db, rows, now), asked.limit, (alert) => [alert.id]);
}

export async function alertView(
  db: Query,
  id: string,
  now: Temporal.Instant,
): Promise<(Alert & { why: string }) | undefined> {
  if (!isId(id)) return undefined;
  const row = await db.maybe<Row>(sql`
    select ${columns} from detect.alerts a left join detect.groups g on g.id = a.group_id where a.id = ${id}`);
  const [shown] = row ? await toWire(db, [row], now) : [];
  return row && shown && { ...shown, why: row.why };
}

/** How many groups of alerts stand behind each of these pages, and how many alerts are in them. */
export async function alertsBehind(
  db: Query,
  pages: readonly string[],
): Promise<Map<string, { groups: number; alerts: number }>> {
  if (pages.length === 0) return new Map();
  const rows = await db.many<{ page: string; groups: number; alerts: number }>(sql`
    select g.page_id as page, count(*)::int as groups, sum(g.alerts)::int as alerts
    from detect.groups g where g.page_id = any(${[...pages]}::uuid[]) group by g.page_id`);
  return new Map(rows.map(({ page, ...counts }) => [page, counts]));
}

export type OpenAlert = Pick<Row, 'id' | 'service' | 'title' | 'severity' | 'firstAt' | 'startsAt'>;

/** Open alerts of these services, or of all where none is named; the newest first. */
export function openAlertsOf(db: Query, services: readonly string[], limit: number): Promise<OpenAlert[]> {
  return db.many(sql`
    select a.id, a.service, a.title, a.severity, a.first_at as "firstAt", a.starts_at as "startsAt" from detect.alerts a
    where a.state <> 'resolved' and a.integration_id <> ${canaryId}
      and (${services.length === 0} or a.service = any(${[...services]}::text[]))
    order by a.id desc limit ${limit}`);
}

/** How many alerts of each of these services are open. */
export async function openAlertCounts(db: Query, services: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.many<{ service: string; n: number }>(sql`
    select a.service, count(*)::int as n from detect.alerts a
    where a.state <> 'resolved' and a.service = any(${[...services]}::text[]) group by a.service`);
  return new Map(rows.map((row) => [row.service, row.n]));
}

/** What a condition may ask of an alert. */
export type AlertFacts = Pick<
  Alert,
  'id' | 'service' | 'integration' | 'title' | 'description' | 'severity' | 'labels' | 'annotations'
>;

/** These alerts as they are now, the oldest first. */
export function alertsNamed(db: Query, ids: readonly string[]): Promise<AlertFacts[]> {
  return db.many(sql`
    select a.id, a.service, a.integration, a.title, a.description, a.severity, a.labels, a.annotations
    from detect.alerts a where a.id = any(${[...ids]}::uuid[]) order by a.id`);
}

/** An alert that came back: `of` is the group of before that is the same problem. */
export type Refiring = Pick<Alert, 'id' | 'title' | 'service'> & { of: string };

/**
 * Those of `fired` by which a group of before an instant, one of these or one that led to these pages, opens anew, or
 * whose alert of before is back in it. What is one problem is what its route gathers.
 */
export function firedAgain(
  db: Query,
  fired: readonly string[],
  { pages, groups, before }: { pages: readonly string[]; groups: readonly string[]; before: string },
): Promise<Refiring[]> {
  return db.many(sql`
    select a.id, a.title, a.service, (array_agg(g.id order by g.id))[1] as of
    from detect.groups g
    join detect.groups n on n.key = g.key
    join detect.alerts a on a.group_id = n.id
    where (g.page_id = any(${pages.filter(isId)}::uuid[]) or g.id = any(${groups.filter(isId)}::uuid[]))
      and g.opened_at <= ${before}::timestamptz
      and a.id = any(${[...fired]}::uuid[]) and (n.id <> g.id or a.first_at <= ${before}::timestamptz)
    group by a.id order by a.id`);
}

/** The alerts that led to these pages, the newest first. */
export function alertsOfPages(db: Query, pages: readonly string[], limit: number): Promise<OpenAlert[]> {
  return db.many(sql`
    select a.id, a.service, a.title, a.severity, a.first_at as "firstAt", a.starts_at as "startsAt"
    from detect.groups g join detect.alerts a on a.group_id = g.id
    where g.page_id = any(${[...pages].filter(isId)}::uuid[]) order by a.id desc limit ${limit}`);
}

function conditionsOf(asked: Asked): Sql[] {
  const conditions: Sql[] = [];
  if (asked.state === 'open') conditions.push(sql`a.state <> 'resolved'`);
  else if (asked.state) conditions.push(sql`a.state = ${asked.state}`);
  if (asked.service) conditions.push(sql`a.service = ${asked.service}`);
  if (asked.severity) conditions.push(sql`a.severity = ${asked.severity}`);
  if (asked.group) conditions.push(isId(asked.group) ? sql`a.group_id = ${asked.group}` : sql`false`);
  if (asked.page) conditions.push(isId(asked.page) ? sql`g.page_id = ${asked.page}` : sql`false`);
  if (asked.since) conditions.push(sql`a.last_at >= ${asked.since}::timestamptz`);
  if (asked.q)
    conditions.push(
      sql`position(lower(${asked.q}) in lower(a.title || ' ' || a.service || ' ' || a.dedup_key)) > 0`,
    );
  const labels = asked.label === undefined ? [] : [asked.label].flat();
  return [...conditions, ...labels.map((label) => sql`a.labels @> ${JSON.stringify(labelOf(label))}::jsonb`)];
}

function labelOf(text: string): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1)
    throw new Refusal('invalid', 'A label is asked for as name=value.', [
      { pointer: '/label', message: 'is not name=value' },
    ]);
  return Object.fromEntries([[text.slice(0, at), text.slice(at + 1)]]);
}

/** As the wire has them, each with the maintenance of its service. */
async function toWire(db: Query, rows: readonly Row[], now: Temporal.Instant): Promise<Alert[]> {
  const services = [...new Set(rows.map((row) => row.service))];
  const from = rows.map((row) => row.firstAt).toSorted(Temporal.Instant.compare)[0];
  const planned = from ? await maintenancesBetween(db, services, { from, until: now }) : [];
  return rows.map(({ why: _, ...row }) => ({
    ...row,
    firstAt: wireTime(row.firstAt),
    lastAt: wireTime(row.lastAt),
    startsAt: wireTime(row.startsAt),
    endsAt: wireTimeOrNull(row.endsAt),
    maintenance: maintenanceOf(row, planned, now),
  }));
}
