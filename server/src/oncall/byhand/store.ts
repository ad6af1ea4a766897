import { sql, type Tx } from '../../platform/db.ts';
import type { ByHand } from './decide.ts';

/** The pages by hand after this instant, one caller at a time for all nodes, so that of many at once none is overlooked. */
export async function lockByHand(tx: Tx, since: Temporal.Instant): Promise<ByHand[]> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended('pages by hand', 0))`);
  await tx.run(sql`delete from oncall.pages_by_hand where at <= ${since}`);
  return tx.many(sql`select caller, people, at from oncall.pages_by_hand`);
}

export async function saveByHand(tx: Tx, id: string, { caller, people, at }: ByHand): Promise<void> {
  await tx.run(sql`
    insert into oncall.pages_by_hand (page_id, caller, people, at)
    values (${id}, ${caller}, ${[...people]}::text[], ${at})`);
}
