/** When each response is looked at again, and what its commander was told. */
import { type Query, sql, type Tx } from '../../platform/db.ts';
import type { Told } from './decide.ts';

/** What was told of this incident, and nobody else tells it before this transaction ends; undefined where it is none. */
export async function lockTold(tx: Tx, incident: string): Promise<Told | undefined> {
  await tx.run(sql`
    insert into respond.signs (incident, told) select id, '{}' from respond.incidents where id = ${incident}
    on conflict (incident) do nothing`);
  const row = await tx.maybe<{ told: Told }>(
    sql`select told from respond.signs where incident = ${incident} for update`,
  );
  return row?.told;
}

/** Most changes alter neither, and then nothing is written. */
export async function saveTold(tx: Tx, incident: string, told: Told, dueAt: string | null): Promise<void> {
  await tx.run(sql`
    update respond.signs set told = ${JSON.stringify(told)}, due_at = ${dueAt}
    where incident = ${incident} and (told, due_at) is distinct from (${JSON.stringify(told)}::jsonb, ${dueAt}::timestamptz)`);
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
