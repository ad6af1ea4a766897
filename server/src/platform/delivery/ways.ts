import { type Query, sql, type Tx } from '../db.ts';

/**
 * Which kinds of message can be sent because somebody set that up while the server runs. The stage that sends writes
 * it, whoever shows contact methods reads it, and neither knows the other.
 */
export async function waysOut(db: Query): Promise<Set<string>> {
  const rows = await db.many<{ kind: string }>(sql`select kind from platform.ways_out`);
  return new Set(rows.map((row) => row.kind));
}

/** Says of one kind whether there is a way. */
export async function sayWayOut(
  tx: Tx,
  kind: string,
  isThere: boolean,
  now: Temporal.Instant,
): Promise<void> {
  if (isThere)
    await tx.run(sql`
      insert into platform.ways_out (kind, changed_at) values (${kind}, ${now}) on conflict (kind) do nothing`);
  else await tx.run(sql`delete from platform.ways_out where kind = ${kind}`);
}
