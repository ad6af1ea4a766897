import type { Editing } from '@muster/contract/catalog/editing';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import type { Items } from '../organisation/model.ts';

type TeamItem = Items<'teams'>[number];

export interface Team {
  name: string;
  members: string[];
  editing: Editing;
}

const columns = sql`t.name, t.editing,
  array(select m.person from catalog.team_members m where m.team = t.name order by m.place) as members`;

export function allTeams(db: Query): Promise<Team[]> {
  return db.many(sql`select ${columns} from catalog.teams t order by t.name`);
}

export function findTeam(db: Query, name: string): Promise<Team | undefined> {
  return db.maybe(sql`select ${columns} from catalog.teams t where t.name = ${name}`);
}

/** Members of each of these teams, in the order of the file; a team that is unknown is absent. */
export async function membersOf(db: Query, teams: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db.many<Team>(sql`
    select ${columns} from catalog.teams t where t.name = any(${[...teams]}::text[])`);
  return new Map(rows.map((row) => [row.name, row.members]));
}

export async function saveTeam(tx: Tx, team: Team): Promise<void> {
  await tx.run(sql`
    insert into catalog.teams (name, editing) values (${team.name}, ${team.editing})
    on conflict (name) do update set editing = excluded.editing`);
  await tx.run(sql`delete from catalog.team_members where team = ${team.name}`);
  await tx.run(sql`
    insert into catalog.team_members (team, person, place)
    select ${team.name}, t.person, t.place from unnest(${team.members}::text[]) with ordinality as t(person, place)
    where exists (select from catalog.people p where p.name = t.person)
    on conflict do nothing`);
}

/** The teams of a person, by name. */
export async function teamsOf(db: Query, person: string): Promise<string[]> {
  const rows = await db.many<{ team: string }>(
    sql`select team from catalog.team_members where person = ${person} order by team`,
  );
  return rows.map((row) => row.team);
}

/** Leaves the other teams, and joins at the end of those that are new; the order within a team is the file's. */
export async function saveTeamsOf(tx: Tx, person: string, teams: readonly string[]): Promise<void> {
  await tx.run(sql`
    delete from catalog.team_members where person = ${person} and team <> all(${[...teams]}::text[])`);
  await tx.run(sql`
    insert into catalog.team_members (team, person, place)
    select t.team, ${person}, coalesce((select max(m.place) + 1 from catalog.team_members m where m.team = t.team), 1)
    from (select distinct unnest(${[...teams]}::text[]) as team) t
    on conflict do nothing`);
}

export async function deleteTeam(tx: Tx, name: string): Promise<void> {
  await tx.run(sql`delete from catalog.teams where name = ${name}`);
}

/** The usual rule is not written out, so that a file without it says the same. */
export function toFileItem({ name, members, editing }: TeamItem): TeamItem {
  return { name, members, ...(editing === undefined || editing === 'team' ? {} : { editing }) };
}
