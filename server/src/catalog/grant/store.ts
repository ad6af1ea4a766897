import { type Query, sql, type Tx } from '../../platform/db.ts';

/** Of these names those that no team bears. */
export async function unknownTeams(db: Query, names: readonly string[]): Promise<string[]> {
  const rows = await db.many<{ name: string }>(sql`
    select distinct t.name from unnest(${[...names]}::text[]) as t(name)
    where not exists (select from catalog.teams k where k.name = t.name) order by t.name`);
  return rows.map((row) => row.name);
}

/** Answers whether the person was not in the team before. A team that is gone is not made. */
export async function joinTeam(tx: Tx, team: string, person: string): Promise<boolean> {
  const rows = await tx.run(sql`
    insert into catalog.team_members (team, person, place)
    select t.name, ${person}, coalesce((select max(m.place) from catalog.team_members m where m.team = t.name), 0) + 1
    from catalog.teams t where t.name = ${team}
    on conflict do nothing`);
  return rows === 1;
}

export async function leaveTeam(tx: Tx, team: string, person: string): Promise<boolean> {
  return (
    (await tx.run(sql`delete from catalog.team_members where team = ${team} and person = ${person}`)) === 1
  );
}
