import { sql, type Tx } from '../../platform/db.ts';
import type { Count } from './model.ts';

/**
 * The counts with these keys, held until the end of the transaction; a key that is new gets an empty one. Rows are
 * taken in one order, so that two tries never wait for each other.
 */
export async function lockCounts(
  tx: Tx,
  keys: readonly string[],
  now: Temporal.Instant,
): Promise<Map<string, Count>> {
  const rows = await tx.many<Count & { key: string }>(sql`
    insert into catalog.attempts as a (key, failures, free_at, forget_at)
    select t.key, 0, ${now}, ${now} from unnest(${[...keys].sort()}::text[]) as t(key)
    -- Changes nothing, and holds the row: what is being forgotten at this moment is made anew.
    on conflict (key) do update set failures = a.failures
    returning key, failures, free_at as "freeAt", forget_at as "forgetAt"`);
  return new Map(rows.map(({ key, ...count }) => [key, count]));
}

export async function saveCount(tx: Tx, key: string, count: Count): Promise<void> {
  await tx.run(sql`
    update catalog.attempts set failures = ${count.failures}, free_at = ${count.freeAt}, forget_at = ${count.forgetAt}
    where key = ${key}`);
}

export async function deleteCounts(tx: Tx, keys: readonly string[]): Promise<void> {
  await tx.run(sql`delete from catalog.attempts where key = any(${[...keys]}::text[])`);
}

export async function deleteForgotten(tx: Tx, now: Temporal.Instant): Promise<void> {
  await tx.run(sql`delete from catalog.attempts where forget_at <= ${now}`);
}
