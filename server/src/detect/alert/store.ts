import { type Query, sql, type Tx } from '../../platform/db.ts';
import type { Alert, Group } from './model.ts';

const alertColumns = sql`a.id, a.integration_id as "integrationId", a.integration, a.service, a.dedup_key as "dedupKey",
  a.state, a.severity, a.title, a.description, a.labels, a.annotations, a.links, a.images, a.count, a.comebacks,
  a.first_at as "firstAt", a.last_at as "lastAt", a.starts_at::text as "startsAt", a.ends_at::text as "endsAt",
  a.group_id as "groupId", a.why`;

const groupColumns = sql`g.id, g.key, g.state, g.service, g.route, g.integration, g.title, g.urgency, g.declare, g.alerts,
  g.open_alerts as "openAlerts", g.opened_at as "openedAt", g.accepted_at as "acceptedAt", g.announce_at as "announceAt",
  g.close_at as "closeAt", g.closed_at as "closedAt"`;

/**
 * The open alert of each key, else the last one that was resolved since `resolvedSince`; locked against other
 * nodes. Keys are given as two lists of equal length.
 */
export function lockLatest(
  tx: Tx,
  keys: { integrationIds: readonly string[]; dedupKeys: readonly string[] },
  resolvedSince: Temporal.Instant,
): Promise<Alert[]> {
  return tx.many(sql`
    with k as (select distinct i, d from unnest(${[...keys.integrationIds]}::uuid[], ${[...keys.dedupKeys]}::text[]) as t(i, d)),
    found as (
      select coalesce(
        (select o.id from detect.alerts o where o.integration_id = k.i and o.dedup_key = k.d and o.state <> 'resolved'),
        (select r.id from detect.alerts r where r.integration_id = k.i and r.dedup_key = k.d and r.state = 'resolved'
          and r.last_at >= ${resolvedSince} order by r.id desc limit 1)) as id
      from k)
    select ${alertColumns} from detect.alerts a where a.id in (select id from found) order by a.id for update of a`);
}

/** These groups, and the open ones with these keys; locked. */
export function lockGroups(tx: Tx, ids: readonly string[], keys: readonly string[]): Promise<Group[]> {
  return tx.many(sql`
    select ${groupColumns} from detect.groups g
    where g.id = any(${[...ids]}::uuid[]) or (g.state = 'open' and g.key = any(${[...keys]}::text[]))
    order by g.id for update`);
}

export function saveAlerts(tx: Tx, alerts: readonly { alert: Alert; isNew: boolean }[]): void {
  const fresh = alerts.filter((one) => one.isNew).map((one) => one.alert);
  const known = alerts.filter((one) => !one.isNew).map((one) => one.alert);
  if (fresh.length > 0) insertAlerts(tx, fresh);
  if (known.length > 0) updateAlerts(tx, known);
}

function insertAlerts(tx: Tx, alerts: readonly Alert[]): void {
  tx.later(sql`
    insert into detect.alerts (id, integration_id, integration, service, dedup_key, state, severity, title, description,
      labels, annotations, links, images, count, comebacks, first_at, last_at, starts_at, ends_at, group_id, why)
    select * from unnest(${alerts.map((a) => a.id)}::uuid[], ${alerts.map((a) => a.integrationId)}::uuid[],
      ${alerts.map((a) => a.integration)}::text[], ${alerts.map((a) => a.service)}::text[],
      ${alerts.map((a) => a.dedupKey)}::text[], ${alerts.map((a) => a.state)}::text[],
      ${alerts.map((a) => a.severity)}::text[], ${alerts.map((a) => a.title)}::text[],
      ${alerts.map((a) => a.description)}::text[], ${alerts.map((a) => JSON.stringify(a.labels))}::jsonb[],
      ${alerts.map((a) => JSON.stringify(a.annotations))}::jsonb[], ${alerts.map((a) => JSON.stringify(a.links))}::jsonb[],
      ${alerts.map((a) => JSON.stringify(a.images))}::jsonb[], ${alerts.map((a) => a.count)}::int[],
      ${alerts.map((a) => a.comebacks)}::int[],
      ${alerts.map((a) => a.firstAt)}::timestamptz[], ${alerts.map((a) => a.lastAt)}::timestamptz[],
      ${alerts.map((a) => a.startsAt)}::timestamptz[], ${alerts.map((a) => a.endsAt)}::timestamptz[],
      ${alerts.map((a) => a.groupId)}::uuid[], ${alerts.map((a) => a.why)}::text[])`);
}

function updateAlerts(tx: Tx, alerts: readonly Alert[]): void {
  tx.later(sql`
    update detect.alerts a set state = t.state, severity = t.severity, title = t.title, description = t.description,
      labels = t.labels, annotations = t.annotations, links = t.links, images = t.images, count = t.count,
      comebacks = t.comebacks, last_at = t.last_at, ends_at = t.ends_at, group_id = t.group_id, service = t.service, why = t.why
    from unnest(${alerts.map((a) => a.id)}::uuid[], ${alerts.map((a) => a.state)}::text[],
      ${alerts.map((a) => a.severity)}::text[], ${alerts.map((a) => a.title)}::text[],
      ${alerts.map((a) => a.description)}::text[], ${alerts.map((a) => JSON.stringify(a.labels))}::jsonb[],
      ${alerts.map((a) => JSON.stringify(a.annotations))}::jsonb[], ${alerts.map((a) => JSON.stringify(a.links))}::jsonb[],
      ${alerts.map((a) => JSON.stringify(a.images))}::jsonb[], ${alerts.map((a) => a.count)}::int[],
      ${alerts.map((a) => a.comebacks)}::int[], ${alerts.map((a) => a.lastAt)}::timestamptz[], ${alerts.map((a) => a.endsAt)}::timestamptz[],
      ${alerts.map((a) => a.groupId)}::uuid[], ${alerts.map((a) => a.service)}::text[], ${alerts.map((a) => a.why)}::text[])
      as t(id, state, severity, title, description, labels, annotations, links, images, count, comebacks, last_at, ends_at, group_id, service, why)
    where a.id = t.id`);
}

export function saveGroups(tx: Tx, groups: readonly { group: Group; isNew: boolean }[]): void {
  const fresh = groups.filter((one) => one.isNew).map((one) => one.group);
  const known = groups.filter((one) => !one.isNew).map((one) => one.group);
  if (fresh.length > 0) insertGroups(tx, fresh);
  if (known.length > 0) updateGroups(tx, known);
}

function insertGroups(tx: Tx, groups: readonly Group[]): void {
  tx.later(sql`
    insert into detect.groups (id, key, state, service, route, integration, title, urgency, declare, alerts, open_alerts,
      opened_at, accepted_at, announce_at, close_at, closed_at)
    select * from unnest(${groups.map((g) => g.id)}::uuid[], ${groups.map((g) => g.key)}::text[],
      ${groups.map((g) => g.state)}::text[], ${groups.map((g) => g.service)}::text[], ${groups.map((g) => g.route)}::text[],
      ${groups.map((g) => g.integration)}::text[], ${groups.map((g) => g.title)}::text[],
      ${groups.map((g) => g.urgency)}::text[], ${groups.map((g) => (g.declare === null ? null : JSON.stringify(g.declare)))}::jsonb[],
      ${groups.map((g) => g.alerts)}::int[], ${groups.map((g) => g.openAlerts)}::int[],
      ${groups.map((g) => g.openedAt)}::timestamptz[], ${groups.map((g) => g.acceptedAt)}::timestamptz[],
      ${groups.map((g) => g.announceAt)}::timestamptz[], ${groups.map((g) => g.closeAt)}::timestamptz[],
      ${groups.map((g) => g.closedAt)}::timestamptz[])`);
}

function updateGroups(tx: Tx, groups: readonly Group[]): void {
  tx.later(sql`
    update detect.groups g set state = t.state, alerts = t.alerts, open_alerts = t.open_alerts, announce_at = t.announce_at,
      close_at = t.close_at, closed_at = t.closed_at
    from unnest(${groups.map((g) => g.id)}::uuid[], ${groups.map((g) => g.state)}::text[],
      ${groups.map((g) => g.alerts)}::int[], ${groups.map((g) => g.openAlerts)}::int[],
      ${groups.map((g) => g.announceAt)}::timestamptz[], ${groups.map((g) => g.closeAt)}::timestamptz[],
      ${groups.map((g) => g.closedAt)}::timestamptz[])
      as t(id, state, alerts, open_alerts, announce_at, close_at, closed_at)
    where g.id = t.id`);
}

/** Open groups whose wait for company is over. What another node holds is passed over. */
export function lockGroupsToAnnounce(tx: Tx, now: Temporal.Instant): Promise<Group[]> {
  return tx.many(sql`
    select ${groupColumns} from detect.groups g where g.announce_at <= ${now} order by g.announce_at limit 200
    for update skip locked`);
}

export async function nextAnnouncement(db: Query): Promise<Temporal.Instant | null> {
  return (
    await db.one<{ due: Temporal.Instant | null }>(sql`select min(announce_at) as due from detect.groups`)
  ).due;
}

/** Groups that have been quiet for long enough to be over. What another node holds is passed over. */
export function lockGroupsToClose(tx: Tx, now: Temporal.Instant): Promise<Group[]> {
  return tx.many(sql`
    select ${groupColumns} from detect.groups g where g.close_at <= ${now} order by g.close_at limit 200
    for update skip locked`);
}

export async function nextClosing(db: Query): Promise<Temporal.Instant | null> {
  return (await db.one<{ due: Temporal.Instant | null }>(sql`select min(close_at) as due from detect.groups`))
    .due;
}

/**
 * Sets the state of the open alerts of these groups. Answers how many there were. Like everywhere, alerts are locked in
 * the order of their ids and before groups, so that a person and a sender never wait for each other.
 */
export async function setOpenAlerts(
  tx: Tx,
  groups: readonly string[],
  state: Alert['state'],
  now: Temporal.Instant,
): Promise<number> {
  await lockOpenAlerts(tx, groups);
  return tx.run(sql`
    update detect.alerts set state = ${state}, ends_at = case when ${state} = 'resolved' then ${now}::timestamptz else ends_at end
    where group_id = any(${[...groups]}::uuid[]) and state <> 'resolved'`);
}

export async function lockOpenAlerts(tx: Tx, groups: readonly string[]): Promise<void> {
  await tx.run(sql`
    select id from detect.alerts where group_id = any(${[...groups]}::uuid[]) and state <> 'resolved'
    order by id for update`);
}

export function setGroupPages(tx: Tx, links: readonly { group: string; page: string }[]): void {
  tx.later(sql`
    update detect.groups g set page_id = t.page
    from unnest(${links.map((one) => one.group)}::uuid[], ${links.map((one) => one.page)}::uuid[]) as t(id, page)
    where g.id = t.id`);
}

/** Groups of these services that opened since then, were announced and are still open. */
export async function groupsOpenedSince(
  db: Query,
  services: readonly string[],
  since: Temporal.Instant,
): Promise<string[]> {
  const rows = await db.many<{ id: string }>(sql`
    select g.id from detect.groups g
    where g.state = 'open' and g.announce_at is null and g.service = any(${[...services]}::text[])
      and g.opened_at >= ${since} order by g.id`);
  return rows.map((row) => row.id);
}
