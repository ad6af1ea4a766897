/** Where the files of pages are put, and how that went. */
import { type Query, type Sql, sql, type Tx } from '../../platform/db.ts';
import type { Target } from './model.ts';

const columns = sql`t.id, t.page, p.name, t.kind, t.place, t.sealed, t.tried_at as "triedAt", t.done_at as "doneAt",
  t.version, t.files, t.problem, t.failed_since as "failedSince", t.tries`;
const tables = sql`inform.push_targets t join inform.status_pages p on p.id = t.page`;

export function targetsOf(db: Query, page: string): Promise<Target[]> {
  return db.many(sql`select ${columns} from ${tables} where p.name = ${page} order by t.created_at, t.id`);
}

/** Answers false where the page's files are put there already. */
export async function insertTarget(
  tx: Tx,
  one: Pick<Target, 'id' | 'page' | 'kind' | 'place' | 'sealed'> & { now: Temporal.Instant },
): Promise<boolean> {
  const made = await tx.run(sql`
    insert into inform.push_targets (id, page, kind, place, sealed, created_at, due_at)
    values (${one.id}, ${one.page}, ${one.kind}, ${one.place}, ${one.sealed}, ${one.now}, ${one.now})
    on conflict (page, place) do nothing`);
  return made === 1;
}

export async function deleteTarget(tx: Tx, page: string, id: string): Promise<boolean> {
  return (await tx.run(sql`delete from inform.push_targets where id = ${id} and page = ${page}`)) === 1;
}

export async function nextDueAt(db: Query): Promise<Temporal.Instant | null> {
  return (
    await db.one<{ due: Temporal.Instant | null }>(sql`select min(due_at) as due from inform.push_targets`)
  ).due;
}

/** Takes what is due for this node, until `lease`. */
export async function claimDue(tx: Tx, now: Temporal.Instant, lease: Temporal.Instant): Promise<Target[]> {
  const ids = await tx.many<{ id: string }>(sql`
    update inform.push_targets set due_at = ${lease} where id in (
      select id from inform.push_targets where due_at <= ${now} order by due_at limit 4 for update skip locked)
    returning id`);
  return tx.many(
    sql`select ${columns} from ${tables} where t.id = any(${ids.map((one) => one.id)}::uuid[]) order by t.id`,
  );
}

export async function saveQuiet(tx: Tx, id: string, due: Temporal.Instant): Promise<void> {
  await tx.run(sql`update inform.push_targets set due_at = ${nextLook(due)} where id = ${id}`);
}

/** What was said while files were under way has made it due earlier than the lease, and it stays so. */
function nextLook(due: Temporal.Instant): Sql {
  return sql`least(due_at, ${due})`;
}

export async function saveDone(
  tx: Tx,
  one: {
    id: string;
    version: string;
    files: Record<string, string>;
    now: Temporal.Instant;
    due: Temporal.Instant;
  },
): Promise<void> {
  await tx.run(sql`
    update inform.push_targets set version = ${one.version}, files = ${JSON.stringify(one.files)}::jsonb,
      tried_at = ${one.now}, done_at = ${one.now}, due_at = ${nextLook(one.due)}, problem = null, failed_since = null,
      told_at = null, tries = 0
    where id = ${one.id}`);
}

/** Answers whether somebody has to be told, which is once for each time that it begins to fail. */
export async function saveFailed(
  tx: Tx,
  one: {
    id: string;
    problem: string;
    files: Record<string, string>;
    now: Temporal.Instant;
    due: Temporal.Instant;
  },
): Promise<boolean> {
  const row = await tx.maybe<{ isNews: boolean }>(sql`
    update inform.push_targets t set problem = ${one.problem}, files = ${JSON.stringify(one.files)}::jsonb,
      tried_at = ${one.now}, due_at = ${one.due}, tries = t.tries + 1,
      failed_since = coalesce(t.failed_since, ${one.now}), told_at = coalesce(t.told_at, ${one.now})
    from inform.push_targets before where before.id = t.id and t.id = ${one.id}
    returning before.told_at is null as "isNews"`);
  return row?.isNews ?? false;
}

/** A page says something new: its places are looked at at once. */
export async function hurry(tx: Tx, page: string, due: Temporal.Instant): Promise<void> {
  await tx.run(sql`update inform.push_targets set due_at = least(due_at, ${due}) where page = ${page}`);
}

export function failingTargets(db: Query): Promise<Pick<Target, 'name' | 'place' | 'problem'>[]> {
  return db.many(sql`select p.name, t.place, t.problem from ${tables} where t.problem is not null limit 100`);
}
