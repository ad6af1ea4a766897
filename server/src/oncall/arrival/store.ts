import { type Query, sql, type Tx } from '../../platform/db.ts';
import { firstIdAt } from '../../platform/ids.ts';
import type { Recent } from './decide.ts';

/** How many groups came since then, with pages of their own or not, and which storms are on. */
export async function recentGroups(tx: Tx, since: Temporal.Instant): Promise<Recent> {
  const rows = await tx.many<{ service: string; n: number }>(sql`
    select service, count(*)::int as n from (
      select p.service from oncall.pages p where p.id >= ${firstIdAt(since)} and p.group_id is not null and p.service is not null
      union all select g.service from oncall.storm_groups g where g.at >= ${since}) came
    group by service`);
  const on = await tx.many<{ service: string }>(sql`select service from oncall.storms where is_on`);
  return {
    byService: new Map(rows.map((row) => [row.service, row.n])),
    storming: new Set(on.map((row) => row.service)),
  };
}

/**
 * The page of a service's storm that is on and that nobody has resolved. The page is locked as well, so that whoever
 * resolves it now either finds what is about to join, or comes first and what joins has a page of its own.
 */
export async function stormPage(tx: Tx, service: string): Promise<{ id: string; title: string } | undefined> {
  return tx.maybe(sql`
    select s.page_id as id, p.title from oncall.storms s join oncall.pages p on p.id = s.page_id
    where s.service = ${service} and s.is_on and p.state <> 'resolved' order by s.page_id desc limit 1
    for update of s, p`);
}

export async function beginStorm(
  tx: Tx,
  { page, service, at }: { page: string; service: string; at: Temporal.Instant },
): Promise<void> {
  await endStorms(tx, [service]);
  await tx.run(sql`
    insert into oncall.storms (page_id, service, opened_at, last_at) values (${page}, ${service}, ${at}, ${at})`);
}

export async function endStorms(tx: Tx, services: readonly string[]): Promise<void> {
  await tx.run(sql`
    update oncall.storms set is_on = false where is_on and service = any(${[...services]}::text[])`);
}

/** Adds groups to a storm and answers how many it has now. */
export async function joinStorm(
  tx: Tx,
  page: string,
  { service, groups, at }: { service: string; groups: readonly string[]; at: Temporal.Instant },
): Promise<number> {
  await tx.run(sql`
    insert into oncall.storm_groups (group_id, page_id, service, at)
    select t.id, ${page}, ${service}, ${at} from unnest(${[...groups]}::uuid[]) as t(id) on conflict (group_id) do nothing`);
  await tx.run(sql`update oncall.storms set last_at = ${at} where page_id = ${page}`);
  return (
    await tx.one<{ n: number }>(
      sql`select count(*)::int as n from oncall.storm_groups where page_id = ${page}`,
    )
  ).n;
}

/** Which of these groups are in a storm already: their events were delivered before. */
export async function groupsInStorms(tx: Tx, groups: readonly string[]): Promise<Set<string>> {
  const rows = await tx.many<{ id: string }>(sql`
    select group_id as id from oncall.storm_groups where group_id = any(${[...groups]}::uuid[])`);
  return new Set(rows.map((row) => row.id));
}

/** The page that the group shares with others, if it does. */
export async function stormPageOf(tx: Tx, group: string): Promise<string | undefined> {
  const row = await tx.maybe<{ page: string }>(
    sql`select page_id as page from oncall.storm_groups where group_id = ${group}`,
  );
  return row?.page;
}

/** The group is over; answers whether it was the last one of its page, which the caller has locked. */
export async function leaveStorm(tx: Tx, page: string, group: string): Promise<boolean> {
  const ended = await tx.run(
    sql`update oncall.storm_groups set is_over = true where group_id = ${group} and not is_over`,
  );
  if (ended === 0) return false;
  const { left } = await tx.one<{ left: number }>(sql`
    select count(*)::int as left from oncall.storm_groups where page_id = ${page} and not is_over`);
  return left === 0;
}

/** Which of these pages are of storms: alerts have opened them, though none of them is theirs alone. */
export async function stormPages(db: Query, pages: readonly string[]): Promise<Set<string>> {
  const rows = await db.many<{ page: string }>(sql`
    select s.page_id as page from oncall.storms s where s.page_id = any(${[...pages]}::uuid[])`);
  return new Set(rows.map((row) => row.page));
}

/** The groups that share a page and that their senders have not ended. */
export async function groupsSharing(tx: Tx, page: string): Promise<string[]> {
  const rows = await tx.many<{ id: string }>(sql`
    select group_id as id from oncall.storm_groups where page_id = ${page} and not is_over order by group_id`);
  return rows.map((row) => row.id);
}

export interface Storm {
  page: string;
  service: string;
  openedAt: Temporal.Instant;
  groups: number;
}

/** Storms to which something was added since then. */
export function stormsSince(db: Query, since: Temporal.Instant): Promise<Storm[]> {
  return db.many(sql`
    select s.page_id as page, s.service, s.opened_at as "openedAt",
      (select count(*)::int from oncall.storm_groups g where g.page_id = s.page_id) as groups
    from oncall.storms s where s.is_on and s.last_at >= ${since} order by s.page_id limit 100`);
}
