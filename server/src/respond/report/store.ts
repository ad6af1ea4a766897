import { type Query, sql, type Tx } from '../../platform/db.ts';
import { isId } from '../../platform/ids.ts';
import type { StoredReport } from './model.ts';

export const columns = sql`r.id, r.symptom, r.service, r.customers, r.tickets, r.by, r.at, r.incident, r.page_id as page,
  r.dismissed_at as "dismissedAt", r.dismissed_by as "dismissedBy", r.dismissed_reason as "dismissedReason"`;

export async function insertReport(
  tx: Tx,
  one: Pick<StoredReport, 'id' | 'symptom' | 'service' | 'customers' | 'tickets' | 'by' | 'at'>,
): Promise<void> {
  await tx.run(sql`
    insert into respond.reports (id, symptom, service, customers, tickets, by, at)
    values (${one.id}, ${one.symptom}, ${one.service}, ${one.customers}, ${one.tickets}, ${one.by}, ${one.at})`);
}

/** These reports, in order; nobody else says meanwhile what becomes of them. */
export function lockReports(tx: Tx, ids: readonly string[]): Promise<StoredReport[]> {
  return tx.many(sql`
    select ${columns} from respond.reports r where r.id = any(${[...ids].filter(isId)}::uuid[]) order by r.id for update`);
}

export function setIncident(
  tx: Tx,
  ids: readonly string[],
  { incident, at }: { incident: string; at: Temporal.Instant },
): void {
  tx.later(sql`
    update respond.reports set incident = ${incident}, linked_at = ${at}, dismissed_at = null, dismissed_by = null,
      dismissed_reason = null
    where id = any(${[...ids]}::uuid[])`);
}

export function setDismissed(
  tx: Tx,
  ids: readonly string[],
  { by, at, reason }: { by: string; at: Temporal.Instant; reason: string },
): void {
  tx.later(sql`
    update respond.reports set dismissed_at = ${at}, dismissed_by = ${by}, dismissed_reason = ${reason}
    where id = any(${[...ids]}::uuid[])`);
}

/** Two reports of one service at once are counted one after the other, also on two nodes. */
export async function lockGathering(tx: Tx, service: string): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`reports ${service}`}, 0))`);
}

/** Reports of a service since then that belong to nothing yet. */
export function waitingReports(
  db: Query,
  service: string,
  since: Temporal.Instant,
): Promise<Pick<StoredReport, 'id' | 'at' | 'page'>[]> {
  return db.many(sql`
    select id, at, page_id as page from respond.reports
    where service = ${service} and at >= ${since} and incident is null and dismissed_at is null order by id`);
}

export function setPage(tx: Tx, ids: readonly string[], page: string): void {
  tx.later(sql`update respond.reports set page_id = ${page} where id = any(${[...ids]}::uuid[])`);
}

/** Of these pages those for which no report waits any more. */
export async function pagesWithoutReports(tx: Tx, pages: readonly string[]): Promise<string[]> {
  const rows = await tx.many<{ page: string }>(sql`
    select t.page from unnest(${[...pages]}::uuid[]) as t(page)
    where not exists (select 1 from respond.reports r
      where r.page_id = t.page and r.incident is null and r.dismissed_at is null)`);
  return rows.map((row) => row.page);
}

/** Whether somebody works on this service already. */
export async function isWorkedOn(db: Query, service: string): Promise<boolean> {
  const row = await db.maybe(sql`
    select 1 as one from respond.incidents
    where services @> array[${service}::text] and category in ('triage', 'active', 'paused') limit 1`);
  return row !== undefined;
}
