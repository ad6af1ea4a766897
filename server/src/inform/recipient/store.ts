/** Teams that somebody added to those who are told of one incident, and everything else that decides who is told. */
import type { Audience } from '@muster/contract/respond/settings';
import type { IncidentState } from '@muster/contract/respond/state';
import { activePeople, findServices, membersOf } from '../../catalog/index.ts';
import { contactsOf } from '../../oncall/index.ts';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { insidersOf, settingsView } from '../../respond/index.ts';
import { isFor, ranksOf } from '../list/model.ts';
import { listsOf, membersOfLists } from '../list/store.ts';
import { followersOf, type StoredSubscription } from '../subscription/store.ts';
import { type Sources, wayKey } from './model.ts';

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

/** Everything that decides who is told of this incident as it stands. */
export async function sourcesOf(db: Query, state: IncidentState, audience: Audience): Promise<Sources> {
  return gathered(db, {
    audience,
    services: state.services,
    rank: state.rule.rank,
    incident: state.id,
    added: (await addedTeams(db, state.id, audience)).map((one) => one.team),
    insiders: state.private ? new Set(insidersOf(state)) : null,
  });
}

/** The same for planned work on services: lists that are for a severity and worse hear nothing of it. */
export function sourcesOfWork(db: Query, services: readonly string[], audience: Audience): Promise<Sources> {
  const rank = Number.NEGATIVE_INFINITY;
  return gathered(db, { audience, services, rank, incident: null, added: [], insiders: null });
}

interface Subject {
  audience: Audience;
  services: readonly string[];
  rank: number;
  /** Null for planned work. */
  incident: string | null;
  added: readonly string[];
  insiders: ReadonlySet<string> | null;
}

async function gathered(
  db: Query,
  { audience, services, rank, incident, added, insiders }: Subject,
): Promise<Sources> {
  const [settings, affected, all] = await Promise.all([
    settingsView(db),
    findServices(db, services),
    listsOf(db, audience),
  ]);
  const ranks = ranksOf(settings);
  const owners = affected.flatMap((one) => (one.team === null ? [] : [one.team]));
  const lists = all.filter((one) => isFor(one, { audience, services, owners, rank }, ranks));
  const severities = [...ranks].flatMap(([name, its]) => (its <= rank ? [name] : []));
  const [members, followers] = await Promise.all([
    membersOfLists(
      db,
      lists.map((one) => one.id),
    ),
    followersOf(db, { incident: incident ?? '', services, severities }),
  ]);
  const teams = [...added, ...members.flatMap((one) => (one.kind === 'team' ? [one.mark] : []))];
  const people = await membersOf(db, teams);
  const named = members.flatMap((one) => (one.kind === 'person' ? [one.mark] : []));
  const everybody = [...named, ...[...people.values()].flat(), ...followers.map((one) => one.person)];
  return {
    audience,
    lists,
    members,
    followers,
    people,
    added,
    insiders,
    active: await activePeople(db, everybody),
    ways: await waysOf(db, followers),
  };
}

async function waysOf(db: Query, followers: readonly StoredSubscription[]): Promise<Map<string, string>> {
  const people = followers.filter((one) => one.via !== 'account').map((one) => one.person);
  if (people.length === 0) return new Map();
  const proved = (await contactsOf(db, people)).filter((one) => one.verifiedAt && one.kind !== 'voice');
  return new Map(proved.map(({ person, id, kind }) => [wayKey(person, id), kind]));
}
