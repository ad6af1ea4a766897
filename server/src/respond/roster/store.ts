import { type Query, sql, type Tx } from '../../platform/db.ts';
import type { CheckIn } from './model.ts';

export function checkInsOf(db: Query, incident: string): Promise<CheckIn[]> {
  return db.many(sql`
    select person, at, feeling, wants_relief as "wantsRelief" from respond.check_ins where incident = ${incident}
    order by person`);
}

export async function saveCheckIn(
  tx: Tx,
  incident: string,
  { person, at, feeling, wantsRelief }: CheckIn,
): Promise<void> {
  await tx.run(sql`
    insert into respond.check_ins (incident, person, at, feeling, wants_relief)
    values (${incident}, ${person}, ${at}, ${feeling}, ${wantsRelief})
    on conflict (incident, person) do update set at = excluded.at, feeling = excluded.feeling,
      wants_relief = excluded.wants_relief`);
}

/** What was said in incidents that are over is forgotten. Answers how much there was. */
export function forgetCheckIns(tx: Tx): Promise<number> {
  return tx.run(sql`
    delete from respond.check_ins where incident in (
      select id from respond.incidents where category not in ('triage', 'active', 'paused'))`);
}
