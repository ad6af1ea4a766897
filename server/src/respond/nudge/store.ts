/** When each response is looked at again, and what its commander was told. */
import type { IncidentState } from '@muster/contract/respond/state';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { wireTimeOrNull } from '../../platform/wire-time.ts';
import type { Told } from './decide.ts';

/** What was told of this incident, and nobody else tells it before this transaction ends; undefined where it is none. */
export async function lockSigns(tx: Tx, incident: string): Promise<Kept | undefined> {
  const found = await lockKept(tx, incident);
  if (found) return found;
  await tx.run(sql`
    insert into respond.signs (incident, told) select id, '{}' from respond.incidents where id = ${incident}
    on conflict (incident) do nothing`);
  return lockKept(tx, incident);
}

/** What is kept of an incident's signs, and the incident itself. */
export interface Kept {
  told: Told;
  /** A wire time. */
  dueAt: string | null;
  state: IncidentState;
}

/** Read only once it is locked: whoever waits for another look sees the incident no older than that one did. */
async function lockKept(tx: Tx, incident: string): Promise<Kept | undefined> {
  const kept = await tx.maybe<{ told: Told; due: Temporal.Instant | null }>(sql`
    select told, due_at as due from respond.signs where incident = ${incident} for update`);
  if (!kept) return undefined;
  const { state } = await tx.one<Pick<Kept, 'state'>>(
    sql`select state from respond.incidents where id = ${incident}`,
  );
  return { told: kept.told, dueAt: wireTimeOrNull(kept.due), state };
}

export function saveTold(tx: Tx, incident: string, told: Told, dueAt: string | null): void {
  tx.later(sql`
    update respond.signs set told = ${JSON.stringify(told)}, due_at = ${dueAt} where incident = ${incident}`);
}

/** Incidents that are to be looked at, claimed: another node takes others. */
export async function claimDue(tx: Tx, now: Temporal.Instant): Promise<string[]> {
  const rows = await tx.many<{ incident: string }>(sql`
    select incident from respond.signs where due_at <= ${now} order by due_at limit 50 for update skip locked`);
  return rows.map((row) => row.incident);
}

export async function nextSignDue(db: Query): Promise<Temporal.Instant | null> {
  return (await db.one<{ due: Temporal.Instant | null }>(sql`select min(due_at) as due from respond.signs`))
    .due;
}
