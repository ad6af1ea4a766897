import type { NightRule } from '@muster/contract/measure/load';
import { type Query, sql, type Tx } from '../../platform/db.ts';

/** Of a schedule or of a team, never of both. */
export interface Subject {
  schedule: string | null;
  team: string | null;
}

export function nightRules(db: Query): Promise<(NightRule & Subject)[]> {
  return db.many(sql`
    select schedule, team, from_time as "from", until_time as until, rest_hours as "restHours"
    from measure.night_rules order by id`);
}

export async function saveNightRule(
  tx: Tx,
  id: string,
  { schedule, team, rule }: Subject & { rule: NightRule | null },
): Promise<void> {
  await tx.run(sql`delete from measure.night_rules where schedule = ${schedule} or team = ${team}`);
  if (rule === null) return;
  await tx.run(sql`
    insert into measure.night_rules (id, schedule, team, from_time, until_time, rest_hours)
    values (${id}, ${schedule}, ${team}, ${rule.from}, ${rule.until}, ${rule.restHours})`);
}
