import { sql, type Tx } from '../../platform/db.ts';

interface Knock {
  incident: string;
  person: string;
  at: Temporal.Instant;
  /** Whoever asked since then has been heard. */
  since: Temporal.Instant;
}

/** Whether it is to be told: not again to the same people within the time. */
export async function saveKnock(tx: Tx, { incident, person, at, since }: Knock): Promise<boolean> {
  const row = await tx.maybe<{ person: string }>(sql`
    insert into respond.knocks (incident, person, at) values (${incident}, ${person}, ${at})
    on conflict (incident, person) do update set at = excluded.at where respond.knocks.at <= ${since}
    returning person`);
  return row !== undefined;
}
