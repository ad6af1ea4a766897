/** Pages that somebody has in hand, and when it is asked whether they are an incident. */
import { type Query, sql, type Tx } from '../../platform/db.ts';

export interface StoredPrompt {
  raisedAt: Temporal.Instant | null;
  refusedAt: Temporal.Instant | null;
  refusedBy: string | null;
  reason: string | null;
}

export function findPrompt(db: Query, page: string): Promise<StoredPrompt | undefined> {
  return db.maybe(sql`
    select raised_at as "raisedAt", refused_at as "refusedAt", refused_by as "refusedBy", reason
    from respond.prompts where page = ${page}`);
}

/** Waits until `dueAt`; what was asked or answered before is not asked again. */
export async function plan(
  tx: Tx,
  page: string,
  { acknowledgedAt, dueAt }: { acknowledgedAt: string; dueAt: Temporal.Instant },
): Promise<void> {
  await tx.run(sql`
    insert into respond.prompts (page, acknowledged_at, due_at) values (${page}, ${acknowledgedAt}, ${dueAt})
    on conflict (page) do update set acknowledged_at = excluded.acknowledged_at, due_at = excluded.due_at
    where respond.prompts.raised_at is null and respond.prompts.refused_at is null
      and respond.prompts.acknowledged_at <> excluded.acknowledged_at`);
}

export async function claimDue(tx: Tx, now: Temporal.Instant): Promise<string[]> {
  const rows = await tx.many<{ page: string }>(sql`
    select page from respond.prompts where due_at <= ${now} order by due_at limit 50 for update skip locked`);
  return rows.map((row) => row.page);
}

export async function nextPromptDue(db: Query): Promise<Temporal.Instant | null> {
  return (await db.one<{ due: Temporal.Instant | null }>(sql`select min(due_at) as due from respond.prompts`))
    .due;
}

/** Asked, or there was nothing to ask. */
export async function saveAsked(tx: Tx, page: string, raisedAt: Temporal.Instant | null): Promise<void> {
  await tx.run(sql`update respond.prompts set due_at = null, raised_at = ${raisedAt} where page = ${page}`);
}

/** The first answer stands. */
export async function saveRefused(
  tx: Tx,
  page: string,
  { at, by, reason }: { at: Temporal.Instant; by: string; reason: string },
): Promise<void> {
  await tx.run(sql`
    insert into respond.prompts (page, acknowledged_at, refused_at, refused_by, reason)
    values (${page}, ${at}, ${at}, ${by}, ${reason})
    on conflict (page) do update set due_at = null, refused_at = excluded.refused_at, refused_by = excluded.refused_by,
      reason = excluded.reason
    where respond.prompts.refused_at is null`);
}
