/** Which group declared or joined what. Written in the transaction that changes the incident. */
import { type Query, sql, type Tx } from '../../platform/db.ts';

/** Two groups of one service at once are one after the other, also on two nodes. */
export async function lockService(tx: Tx, service: string): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`declare ${service}`}, 0))`);
}

/** Of these groups those that have declared or joined something. */
export async function knownGroups(db: Query, groups: readonly string[]): Promise<Set<string>> {
  const rows = await db.many<{ group: string }>(
    sql`select group_id as group from respond.auto_declared where group_id = any(${[...groups]}::uuid[])`,
  );
  return new Set(rows.map((row) => row.group));
}

/** What a group declared or joined, and by which route. */
export function declaredBy(
  db: Query,
  group: string,
): Promise<{ incident: string; route: string } | undefined> {
  return db.maybe(sql`select incident, route from respond.auto_declared where group_id = ${group}`);
}

/** The incident that a group of this service declared or joined last. */
export function latestOf(
  db: Query,
  service: string,
): Promise<{ incident: string; at: Temporal.Instant } | undefined> {
  return db.maybe(sql`
    select incident, at from respond.auto_declared where service = ${service} order by at desc, group_id desc limit 1`);
}

export function saveGroups(
  tx: Tx,
  groups: readonly { group: string; route: string; service: string }[],
  { incident, at }: { incident: string; at: Temporal.Instant },
): void {
  tx.later(sql`
    insert into respond.auto_declared (group_id, route, service, incident, at)
    select t.g, t.r, t.s, ${incident}::uuid, ${at}::timestamptz
    from unnest(${groups.map((one) => one.group)}::uuid[], ${groups.map((one) => one.route)}::text[],
      ${groups.map((one) => one.service)}::text[]) as t(g, r, s)`);
}
