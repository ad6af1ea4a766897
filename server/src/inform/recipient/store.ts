/** Teams that somebody added to those who are told of one incident. */
import type { Audience } from '@muster/contract/respond/settings';
import { type Query, sql, type Tx } from '../../platform/db.ts';

export interface AddedTeam {
  team: string;
  by: string;
}

export function addedTeams(db: Query, incident: string, audience: Audience): Promise<AddedTeam[]> {
  return db.many(sql`
    select team, added_by as by from inform.added_teams
    where incident = ${incident} and audience = ${audience} order by added_at, team`);
}

interface Adding {
  incident: string;
  audience: Audience;
  team: string;
}

export async function addTeam(
  tx: Tx,
  { incident, audience, team }: Adding,
  { by, at }: { by: string; at: Temporal.Instant },
): Promise<void> {
  await tx.run(sql`
    insert into inform.added_teams (incident, audience, team, added_by, added_at)
    values (${incident}, ${audience}, ${team}, ${by}, ${at}) on conflict do nothing`);
}

export async function removeTeam(tx: Tx, { incident, audience, team }: Adding): Promise<boolean> {
  const gone = await tx.run(sql`
    delete from inform.added_teams where incident = ${incident} and audience = ${audience} and team = ${team}`);
  return gone > 0;
}
