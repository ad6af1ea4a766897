/** What stands on record of a page, and how writing its files went. */
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { type Notice, shownOf } from '../notice/model.ts';
import { impactsOn, noticesOf } from '../notice/store.ts';
import { historyDays } from '../notice/uptime.ts';
import { componentsOf, type StoredComponent, type StoredPage } from '../page/store.ts';
import type { PlannedWork } from '../planned/work.ts';
import type { OnRecord } from './model.ts';

/** How many incidents a page keeps. */
const mostNotices = 1_000;

export interface Asked {
  url: string;
  now: Temporal.Instant;
}

/** What was announced to an audience of work on these services. */
export type Works = (
  db: Query,
  services: readonly string[],
  now: Temporal.Instant,
  audience: 'customers' | 'staff',
) => Promise<PlannedWork[]>;

/** Everything that a page shows. */
export async function recordOf(
  db: Query,
  page: StoredPage,
  { url, now, works }: Asked & { works: Works },
): Promise<OnRecord> {
  const components = await componentsOf(db, [page.id]);
  const services = [...new Set(components.flatMap((one) => one.services))];
  const since = now.subtract({ hours: 24 * historyDays });
  const readers = page.visibility === 'public' ? 'customers' : 'staff';
  const [stored, impacts, planned] = await Promise.all([
    noticesOf(db, page.id, mostNotices),
    services.length === 0 ? [] : impactsOn(db, services, since),
    works(db, services, now, readers),
  ]);
  return {
    page: { ...page, createdAt: wireTime(page.createdAt), changedAt: wireTime(page.changedAt) },
    components: components.map(shownComponent),
    notices: stored.map(shownOf).filter((one): one is Notice => one !== null),
    impacts,
    planned,
    url,
  };
}

function shownComponent({ since, ...one }: StoredComponent) {
  return { ...one, since: wireTime(since) };
}

export async function saveWritten(tx: Tx, page: string, place: string, now: Temporal.Instant): Promise<void> {
  await tx.run(sql`
    insert into inform.page_writings (page, place, at) values (${page}, ${place}, ${now})
    on conflict (page, place) do update set at = excluded.at, problem = null, failed_since = null, told_at = null`);
}

/** Answers whether somebody has to be told, which is once for each time that it begins to fail. */
export async function saveFailed(
  tx: Tx,
  { page, place, problem, now }: { page: string; place: string; problem: string; now: Temporal.Instant },
): Promise<boolean> {
  const before = await tx.maybe<{ toldAt: Temporal.Instant | null }>(
    sql`select told_at as "toldAt" from inform.page_writings where page = ${page} and place = ${place} for update`,
  );
  await tx.run(sql`
    insert into inform.page_writings (page, place, problem, failed_since, told_at)
    values (${page}, ${place}, ${problem}, ${now}, ${now})
    on conflict (page, place) do update set problem = excluded.problem,
      failed_since = coalesce(inform.page_writings.failed_since, excluded.failed_since),
      told_at = coalesce(inform.page_writings.told_at, excluded.told_at)`);
  return before?.toldAt === undefined || before.toldAt === null;
}

export interface Failing {
  page: string;
  title: string;
  place: string;
  problem: string;
  since: Temporal.Instant;
}

export function failingWritings(db: Query): Promise<Failing[]> {
  return db.many(sql`
    select p.id as page, p.title, w.place, w.problem, w.failed_since as since
    from inform.page_writings w join inform.status_pages p on p.id = w.page
    where w.problem is not null order by p.name, w.place limit 100`);
}

/** Those that were written there, at any time. */
export async function writtenAt(db: Query, place: string): Promise<Set<string>> {
  const rows = await db.many<{ page: string }>(
    sql`select page from inform.page_writings where place = ${place} and problem is null`,
  );
  return new Set(rows.map((row) => row.page));
}

/** Ids of the incidents that stand on a page and go on there, newest first. */
export async function incidentsOn(db: Query, page: string): Promise<string[]> {
  const rows = await db.many<{ incident: string }>(sql`
    select incident from inform.notices where page = ${page} and incident is not null
    order by created_at desc limit 20`);
  return rows.map((row) => row.incident);
}
