/** What was put on status pages, and what incidents did to services, as far as pages show it. */
import { isDeepStrictEqual } from 'node:util';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { wireTime, wireTimeOrNull } from '../../platform/wire-time.ts';
import type { ServiceImpact } from '../site/model.ts';
import type { StoredNotice, StoredUpdate, Told } from './model.ts';

/** The notice of an incident on a page, made where there is none; nobody else changes it before this transaction ends. */
export async function openNotice(
  tx: Tx,
  { id, page, incident, now }: { id: string; page: string; incident: string; now: Temporal.Instant },
): Promise<{ id: string; isNew: boolean }> {
  const made = await tx.maybe<{ id: string }>(sql`
    insert into inform.notices (id, page, incident, created_at) values (${id}, ${page}, ${incident}, ${now})
    on conflict (page, incident) do nothing returning id`);
  if (made) return { id, isNew: true };
  const row = await tx.one<{ id: string }>(
    sql`select id from inform.notices where page = ${page} and incident = ${incident} for update`,
  );
  return { id: row.id, isNew: false };
}

export interface NewUpdate {
  id: string;
  notice: string;
  update: string | null;
  title: string | null;
  state: string | null;
  text: string;
  components: readonly Told[];
  at: string;
  by: string;
  waiting: boolean;
}

/** Answers whether it was not there before. */
export async function insertUpdate(tx: Tx, one: NewUpdate): Promise<boolean> {
  const row = await tx.maybe(sql`
    insert into inform.page_updates (id, notice, update, title, state, text, components, at, by, waiting)
    values (${one.id}, ${one.notice}, ${one.update}, ${one.title}, ${one.state}, ${one.text},
      ${JSON.stringify(one.components)}, ${one.at}, ${one.by}, ${one.waiting})
    on conflict (notice, update) do nothing returning id`);
  return row !== undefined;
}

/** Which pages hold an incident already, by their ids. */
export async function pagesHolding(db: Query, incident: string): Promise<Set<string>> {
  const rows = await db.many<{ page: string }>(
    sql`select page from inform.notices where incident = ${incident}`,
  );
  return new Set(rows.map((row) => row.page));
}

export interface Standing {
  id: string;
  notice: string;
  page: string;
}

/** Where a piece of news stands. */
export function standingsOf(tx: Tx, update: string): Promise<Standing[]> {
  return tx.many(sql`
    select u.id, u.notice, n.page from inform.page_updates u join inform.notices n on n.id = u.notice
    where u.update = ${update} order by n.page for update of u`);
}

export async function setRetracted(tx: Tx, id: string, now: Temporal.Instant): Promise<void> {
  await tx.run(
    sql`update inform.page_updates set retracted_at = coalesce(retracted_at, ${now}) where id = ${id}`,
  );
}

export interface Correction {
  title: string | null;
  text: string;
  state: string | null;
  components: readonly Told[] | null;
}

/** From now on this stands there; what is null stays. */
export async function setCorrected(
  tx: Tx,
  id: string,
  { title, text, state, components }: Correction,
  now: Temporal.Instant,
): Promise<void> {
  await tx.run(sql`
    update inform.page_updates set text = ${text}, title = coalesce(${title}, title), state = coalesce(${state}, state),
      components = coalesce(${components === null ? null : JSON.stringify(components)}::jsonb, components),
      edited_at = ${now}
    where id = ${id}`);
}

export interface Waiting extends Standing {
  by: string;
  waiting: boolean;
  components: Told[];
  incident: string | null;
}

export function lockUpdate(tx: Tx, page: string, id: string): Promise<Waiting | undefined> {
  return tx.maybe(sql`
    select u.id, u.notice, n.page, n.incident, u.by, u.waiting, u.components
    from inform.page_updates u join inform.notices n on n.id = u.notice
    where u.id = ${id} and n.page = ${page} for update of u`);
}

export async function setDecided(
  tx: Tx,
  id: string,
  { agreed, by, reason, now }: { agreed: boolean; by: string; reason: string; now: Temporal.Instant },
): Promise<void> {
  await tx.run(sql`
    update inform.page_updates set waiting = false, refused = ${!agreed}, decided_by = ${by}, decided_at = ${now},
      reason = ${reason}, at = case when ${agreed} then ${now} else at end
    where id = ${id}`);
}

/** Whether anything of a notice is shown but this update. */
export async function showsOthers(tx: Tx, notice: string, but: string): Promise<boolean> {
  const row = await tx.one<{ has: boolean }>(sql`
    select exists (select 1 from inform.page_updates
      where notice = ${notice} and id <> ${but} and not waiting and not refused) as has`);
  return row.has;
}

interface Row extends Omit<StoredUpdate, 'at' | 'editedAt' | 'retractedAt'> {
  notice: string;
  at: Temporal.Instant;
  editedAt: Temporal.Instant | null;
  retractedAt: Temporal.Instant | null;
}

/** Newest first, with all their updates; at most so many. */
export async function noticesOf(db: Query, page: string, limit: number): Promise<StoredNotice[]> {
  const notices = await db.many<{ id: string; incident: string | null; createdAt: Temporal.Instant }>(sql`
    select id, incident, created_at as "createdAt" from inform.notices where page = ${page}
    order by created_at desc, id desc limit ${limit}`);
  const rows = await db.many<Row>(sql`
    select id, notice, update, title, state, text, components, at, by, edited_at as "editedAt",
      retracted_at as "retractedAt", waiting, refused
    from inform.page_updates where notice = any(${notices.map((one) => one.id)}::uuid[]) order by at, id`);
  const updates = Map.groupBy(rows, (row) => row.notice);
  return notices.map(({ createdAt, ...one }) => ({
    ...one,
    createdAt: wireTime(createdAt),
    updates: (updates.get(one.id) ?? []).map(({ notice: _, at, editedAt, retractedAt, ...update }) => ({
      ...update,
      at: wireTime(at),
      editedAt: wireTimeOrNull(editedAt),
      retractedAt: wireTimeOrNull(retractedAt),
    })),
  }));
}

export interface PlacedRow {
  update: string;
  page: string;
  title: string;
  host: string | null;
  waiting: boolean;
  refused: boolean;
  editedAt: Temporal.Instant | null;
  retractedAt: Temporal.Instant | null;
  problem: string | null;
}

/** Where the news of an incident stand, and whether their pages could be written. */
export function placedOf(db: Query, incident: string): Promise<PlacedRow[]> {
  return db.many(sql`
    select u.update, p.name as page, p.title, p.host, u.waiting, u.refused, u.edited_at as "editedAt",
      u.retracted_at as "retractedAt",
      (select w.problem from inform.page_writings w where w.page = p.id and w.problem is not null limit 1) as problem
    from inform.page_updates u join inform.notices n on n.id = u.notice join inform.status_pages p on p.id = n.page
    where n.incident = ${incident} and u.update is not null order by u.at, p.name`);
}

/** How many updates of each page wait for a second person. */
export async function waitingCounts(db: Query): Promise<Map<string, number>> {
  const rows = await db.many<{ page: string; count: number }>(sql`
    select n.page, count(*)::int as count from inform.page_updates u join inform.notices n on n.id = u.notice
    where u.waiting group by n.page`);
  return new Map(rows.map((row) => [row.page, row.count]));
}

export interface StoredImpact extends ServiceImpact {
  id: string;
}

/** These are what an incident did, in the place of what was known before. Answers whether anything is different. */
export async function replaceImpacts(
  tx: Tx,
  incident: string,
  impacts: readonly StoredImpact[],
): Promise<boolean> {
  const before = await tx.many<{ id: string; from: Temporal.Instant; until: Temporal.Instant | null }>(sql`
    select id, incident, starts_at as "from", ends_at as "until", level, services, is_open as "isOpen"
    from inform.service_impacts where incident = ${incident}`);
  const known = before.map((one) => ({
    ...one,
    from: wireTime(one.from),
    until: wireTimeOrNull(one.until),
  }));
  if (isDeepStrictEqual(byId(known), byId(impacts))) return false;
  await tx.run(sql`delete from inform.service_impacts where incident = ${incident}`);
  for (const one of impacts)
    await tx.run(sql`
      insert into inform.service_impacts (incident, id, starts_at, ends_at, level, services, is_open)
      values (${incident}, ${one.id}, ${one.from}, ${one.until}, ${one.level}, ${[...one.services]}::text[],
        ${one.isOpen})`);
  return true;
}

function byId(rows: readonly { id: string }[]): Map<string, object> {
  return new Map(rows.map((row) => [row.id, { ...row }]));
}

/** What was done to these services since then. */
export async function impactsOn(
  db: Query,
  services: readonly string[],
  since: Temporal.Instant,
): Promise<ServiceImpact[]> {
  const rows = await db.many<
    Omit<ServiceImpact, 'from' | 'until'> & { from: Temporal.Instant; until: Temporal.Instant | null }
  >(sql`
    select incident, starts_at as "from", ends_at as "until", level, services, is_open as "isOpen"
    from inform.service_impacts
    where services && ${[...services]}::text[] and (ends_at is null or ends_at > ${since})
    order by starts_at, incident, id`);
  return rows.map((row) => ({ ...row, from: wireTime(row.from), until: wireTimeOrNull(row.until) }));
}
