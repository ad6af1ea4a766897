import { sql, type Tx } from '../../platform/db.ts';

/** Says whether one was of use to another; a later word replaces an earlier one. */
export async function saveVerdict(
  tx: Tx,
  { incident, other, useful, at }: { incident: string; other: string; useful: boolean; at: Temporal.Instant },
): Promise<void> {
  await tx.run(sql`
    insert into respond.similar_verdicts (incident, other, useful, at)
    values (${incident}, ${other}, ${useful}, ${at})
    on conflict (incident, other) do update set useful = excluded.useful, at = excluded.at`);
}
