import type { explanation, listPages, Notification, Page as WirePage } from '@muster/contract/oncall/pages';
import type { z } from 'zod';
import { allPeople, knownPeople } from '../../catalog/index.ts';
import { alertsBehind, canaryName } from '../../detect/index.ts';
import { fromIdCursor, pageOf } from '../../platform/cursor.ts';
import { type Query, sql } from '../../platform/db.ts';
import type { Delivery } from '../../platform/delivery/model.ts';
import { deliveriesOf } from '../../platform/delivery/store.ts';
import { isId } from '../../platform/ids.ts';
import { all, plannedAnew, type Sql } from '../../platform/sql.ts';
import { wireTime, wireTimeOrNull } from '../../platform/wire-time.ts';
import { shadowPurpose } from '../shadow/model.ts';
import { heldView } from '../throttle/views.ts';
import { explain } from './log.ts';
import type { Notify, PageRun } from './model.ts';
import { logOf } from './store.ts';
import { testTitle } from './test-page.ts';

type Asked = z.output<(typeof listPages)['query']>;

interface Row {
  id: string;
  kind: WirePage['kind'];
  state: WirePage['state'];
  escalation: WirePage['escalation'];
  urgency: WirePage['urgency'];
  title: string;
  service: string | null;
  policy: string;
  step: number;
  owner: string | null;
  why: string;
  notified: string[];
  group: string | null;
  alerts: number;
  openedAt: Temporal.Instant;
  acknowledgedAt: Temporal.Instant | null;
  resolvedAt: Temporal.Instant | null;
  nextAt: Temporal.Instant | null;
}

const columns = sql`p.id, p.kind, p.state, p.escalation, p.urgency, p.title, p.service, p.policy, p.step, p.owner, p.why, p.notified,
  p.group_id as group, (p.run ->> 'alerts')::int as alerts, p.opened_at as "openedAt", p.acknowledged_at as "acknowledgedAt",
  p.resolved_at as "resolvedAt", p.due_at as "nextAt"`;

/** Pages, the newest first. `person` is a name already, never `me`. */
export async function pageList(db: Query, asked: Asked) {
  const before = fromIdCursor(asked.cursor);
  const conditions: Sql[] = [sql`p.kind = ${asked.kind}`];
  if (before) conditions.push(sql`p.id < ${before}::uuid`);
  if (asked.state === 'open') conditions.push(sql`p.state <> 'resolved'`);
  else if (asked.state) conditions.push(sql`p.state = ${asked.state}`);
  if (asked.service) conditions.push(sql`p.service = ${asked.service}`);
  if (asked.person) conditions.push(sql`(p.owner = ${asked.person} or ${asked.person} = any(p.notified))`);
  const rows = await db.many<Row>(sql`
    select ${columns} from oncall.pages p where ${all(conditions)} order by p.id desc limit ${asked.limit + 1}`);
  return pageOf(await withAlerts(db, rows), asked.limit, (page) => [page.id]);
}

export async function pageView(db: Query, id: string): Promise<WirePage | undefined> {
  if (!isId(id)) return undefined;
  const rows = await db.many<Row>(sql`select ${columns} from oncall.pages p where p.id = ${id}`);
  return (await withAlerts(db, rows))[0];
}

/** Pages by their ids, in the order of their opening, as far as it matters to whoever waits for the people they call. */
export async function pagesCalling(db: Query, ids: readonly string[]) {
  const rows = await db.many<Pick<Row, 'id' | 'title' | 'state' | 'owner' | 'notified' | 'openedAt'>>(sql`
    select p.id, p.title, p.state, p.owner, p.notified, p.opened_at as "openedAt" from oncall.pages p
    where p.id = any(${[...ids].filter(isId)}::uuid[]) order by p.id`);
  return rows.map(({ notified, openedAt, ...row }) => ({
    ...row,
    called: notified,
    openedAt: wireTime(openedAt),
  }));
}

/** When each of these pages opened, first reached somebody, and when a person first took it. */
export async function pageTimes(db: Query, ids: readonly string[]) {
  const own = ids.filter(isId);
  if (own.length === 0) return [];
  const rows = await db.many<{ id: string; openedAt: Temporal.Instant; sentAt: Temporal.Instant }>(sql`
    select p.id, coalesce(p.accepted_at, p.opened_at) as "openedAt",
      coalesce(p.first_notified_at, p.opened_at) as "sentAt"
    from oncall.pages p where p.id = any(${own}::uuid[]) order by p.id`);
  const taken = await firstTaken(db, own);
  return rows.map(({ id, openedAt, sentAt }) => ({
    openedAt: wireTime(openedAt),
    sentAt: wireTime(sentAt),
    acknowledgedAt: wireTimeOrNull(taken.get(id) ?? null),
  }));
}

/** By people: what senders and machines do to a page stands in its log by their names. */
async function firstTaken(db: Query, ids: readonly string[]): Promise<Map<string, Temporal.Instant>> {
  const rows = await db.many<{ page: string; at: Temporal.Instant; by: string }>(sql`
    select l.page_id as page, l.at, l.entry ->> 'by' as by from oncall.page_log l
    where l.page_id = any(${[...ids]}::uuid[]) and l.entry ->> 'code' = 'acknowledged' order by l.seq desc`);
  const people = await knownPeople(
    db,
    rows.map((one) => one.by),
  );
  return new Map(rows.flatMap(({ page, at, by }) => (people.has(by) ? [[page, at] as const] : [])));
}

export interface ToldGroups {
  /** Groups of alerts of which somebody was told. */
  told: number;
  /** On which a person acted. */
  acted: number;
  /** The pages on which nobody acted, and those of them that cleared by themselves within five minutes. */
  idle: string[];
  noise: string[];
}

/** What became of the groups of alerts for which people were called in a period; a storm counts as one of them. */
export async function toldGroups(
  db: Query,
  {
    from,
    until,
    services,
  }: { from: Temporal.Instant; until: Temporal.Instant; services: readonly string[] | null },
): Promise<ToldGroups> {
  const names = (await allPeople(db)).map((one) => one.name);
  return db.one(
    plannedAnew(sql`
      with acts as materialized (
        select distinct l.page_id from oncall.page_log l
        where l.at >= ${from} and l.entry ->> 'by' = any(${names}) and l.entry ->> 'code' in (
          'acknowledged', 'snoozed', 'escalated', 'reassignedToUsers', 'reassignedToPolicy', 'resolved')
      ), told as materialized (
        select p.id, p.resolved_at < p.opened_at + interval '5 minutes' as short, a.page_id is not null as acted
        from oncall.pages p left join acts a on a.page_id = p.id
        where p.opened_at >= ${from} and p.opened_at < ${until} and p.kind = 'page' and p.group_id is not null
          and p.notified <> '{}' and p.service is distinct from ${canaryName}
          and (${services}::text[] is null or p.service = any(${services}::text[])))
      select count(*)::int as told, count(*) filter (where acted)::int as acted,
        coalesce(array_agg(id::text) filter (where not acted), '{}') as idle,
        coalesce(array_agg(id::text) filter (where not acted and short), '{}') as noise
      from told`),
  );
}

/** Who was told, and who will be unless somebody acts: the pending ones come last. */
export async function notificationList(
  db: Query,
  id: string,
): Promise<{ items: Notification[]; nextCursor: null } | undefined> {
  const row = isId(id)
    ? await db.maybe<{ run: PageRun }>(sql`select p.run from oncall.pages p where p.id = ${id}`)
    : undefined;
  if (!row) return undefined;
  const sent = (await deliveriesOf(db, 'page', [id])).map(fromDelivery);
  const copies = (await deliveriesOf(db, shadowPurpose, [id])).map(fromDelivery);
  const held = await heldView(db, id, new Set(sent.map((one) => one.id)));
  return {
    items: [
      ...sent,
      ...held,
      ...copies.map(asCopy),
      ...row.run.pending.map((notify) => fromPending(id, notify)),
    ],
    nextCursor: null,
  };
}

export async function explanationView(
  db: Query,
  id: string,
): Promise<z.output<typeof explanation> | undefined> {
  if (!(await pageView(db, id))) return undefined;
  const log = await logOf(db, id);
  return {
    page: id,
    entries: log.map(({ at, entry }) => ({ at: wireTime(at), code: entry.code, text: explain(entry) })),
  };
}

async function withAlerts(db: Query, rows: readonly Row[]): Promise<WirePage[]> {
  const behind = await alertsBehind(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({
    ...row,
    alerts: behind.get(row.id)?.alerts ?? row.alerts,
    groups: behind.get(row.id)?.groups ?? 0,
    openedAt: wireTime(row.openedAt),
    acknowledgedAt: wireTimeOrNull(row.acknowledgedAt),
    resolvedAt: wireTimeOrNull(row.resolvedAt),
    nextAt: wireTimeOrNull(row.nextAt),
  }));
}

function fromDelivery(delivery: Delivery): Notification {
  const { id, person, via, kind, plannedAt, sentAt, state, attempts, reason, maybeDuplicate } = delivery;
  return {
    id,
    person,
    via,
    kind,
    dueAt: wireTime(plannedAt),
    sentAt: wireTimeOrNull(sentAt),
    outcome: state,
    attempts,
    reason,
    maybeDuplicate,
  };
}

function asCopy(one: Notification): Notification {
  return { ...one, shadow: true };
}

function fromPending(page: string, { person, via, cycle, rule, dueAt }: Notify): Notification {
  const id = `${page}:${cycle}:${rule ?? 'mail'}`;
  const due = wireTime(Temporal.Instant.from(dueAt));
  return {
    id,
    person,
    via,
    kind: '',
    dueAt: due,
    sentAt: null,
    outcome: 'scheduled',
    attempts: [],
    reason: '',
    maybeDuplicate: false,
  };
}

/** Who was told of which page first when, between two instants; test pages, which ask for nothing, left out. */
export function callsBetween(
  db: Query,
  from: Temporal.Instant,
  until: Temporal.Instant,
): Promise<{ person: string; page: string; at: Temporal.Instant }[]> {
  return db.many(sql`
    select l.entry ->> 'person' as person, l.page_id as page, min(l.at) as at
    from oncall.page_log l join oncall.pages p on p.id = l.page_id
    where l.entry ->> 'code' = 'notified' and l.at >= ${from} and l.at < ${until}
      and p.kind = 'page' and not (p.title = ${testTitle} and p.group_id is null)
    group by 1, 2 order by 3, 1, 2`);
}

/** Whose each page was from when to when, as far as that lies between two instants; open ones last until then. */
export function workBetween(
  db: Query,
  from: Temporal.Instant,
  until: Temporal.Instant,
): Promise<{ person: string; start: Temporal.Instant; end: Temporal.Instant }[]> {
  return db.many(sql`
    select owner as person, acknowledged_at as start, least(coalesce(resolved_at, ${until}), ${until}) as end
    from oncall.pages
    where owner is not null and acknowledged_at < ${until} and coalesce(resolved_at, ${until}) > ${from}
      and kind = 'page' and not (title = ${testTitle} and group_id is null)
    order by acknowledged_at, id`);
}
