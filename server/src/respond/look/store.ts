import { type Query, sql, type Tx } from '../../platform/db.ts';

export interface Look {
  seq: number;
  at: Temporal.Instant;
}

export async function lookOf(db: Query, incident: string, person: string): Promise<Look | null> {
  const row = await db.maybe<Look>(
    sql`select seq, at from respond.looks where incident = ${incident} and person = ${person}`,
  );
  return row ?? null;
}

/** Never goes back: two tabs of one person have seen what either has. */
export async function saveLook(tx: Tx, incident: string, person: string, { seq, at }: Look): Promise<void> {
  await tx.run(sql`
    insert into respond.looks (incident, person, seq, at) values (${incident}, ${person}, ${seq}, ${at})
    on conflict (incident, person) do update set seq = greatest(respond.looks.seq, excluded.seq), at = excluded.at`);
}
