import type { Recipients } from '@muster/contract/inform/sendings';
import type { Audience } from '@muster/contract/respond/settings';
import type { IncidentState } from '@muster/contract/respond/state';
import { activePeople, allServices, findServices, membersOf } from '../../catalog/index.ts';
import { contactsOf } from '../../oncall/index.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { insidersOf, seenIncident, settingsView } from '../../respond/index.ts';
import { isFor, ranksOf } from '../list/model.ts';
import { listsOf, membersOfLists } from '../list/store.ts';
import { followersOf, type StoredSubscription } from '../subscription/store.ts';
import { recipientsOf, type Sources, teamsAcross, wayKey } from './model.ts';
import { addedTeams } from './store.ts';

/** Who would be told now. Refuses not_found for whoever may not see the incident. */
export async function recipientsView(
  db: Query,
  { ref, audience, actor }: { ref: string; audience: Audience; actor: Actor },
): Promise<Recipients> {
  const state = await seenIncident(db, ref, actor);
  const sources = await sourcesOf(db, state, audience);
  const counts = Map.groupBy(sources.members, (one) => one.list);
  const added = await addedTeams(db, state.id, audience);
  const known = new Set([
    ...added.map((one) => one.team),
    ...sources.members.flatMap((one) => (one.kind === 'team' ? [one.mark] : [])),
  ]);
  const across = teamsAcross(await allServices(db), state.services).filter((one) => !known.has(one.team));
  const theirs = await membersOf(
    db,
    across.map((one) => one.team),
  );
  return {
    audience,
    lists: sources.lists.map(({ id, name }) => ({ id, name, members: counts.get(id)?.length ?? 0 })),
    teams: added.map(({ team, by }) => ({ team, by, people: sources.people.get(team)?.length ?? 0 })),
    followers: audience === 'staff' ? new Set(sources.followers.map((one) => one.person)).size : 0,
    total: recipientsOf(sources).length,
    // Of a private incident nobody outside is to learn, so nobody is proposed.
    proposed: state.private
      ? []
      : across.map((one) => ({ ...one, people: theirs.get(one.team)?.length ?? 0 })),
  };
}

/** Everything that decides who is told of this incident as it stands. */
export async function sourcesOf(db: Query, state: IncidentState, audience: Audience): Promise<Sources> {
  const [settings, affected, all] = await Promise.all([
    settingsView(db),
    findServices(db, state.services),
    listsOf(db, audience),
  ]);
  const ranks = ranksOf(settings);
  const owners = affected.flatMap((one) => (one.team === null ? [] : [one.team]));
  const about = { audience, services: state.services, owners, rank: state.rule.rank };
  const lists = all.filter((one) => isFor(one, about, ranks));
  const [members, added, followers] = await Promise.all([
    membersOfLists(
      db,
      lists.map((one) => one.id),
    ),
    addedTeams(db, state.id, audience),
    followersOf(db, {
      incident: state.id,
      services: state.services,
      severities: [...ranks].flatMap(([name, rank]) => (rank <= state.rule.rank ? [name] : [])),
    }),
  ]);
  const teams = [
    ...added.map((one) => one.team),
    ...members.flatMap((one) => (one.kind === 'team' ? [one.mark] : [])),
  ];
  const people = await membersOf(db, teams);
  const named = members.flatMap((one) => (one.kind === 'person' ? [one.mark] : []));
  const everybody = [...named, ...[...people.values()].flat(), ...followers.map((one) => one.person)];
  return {
    ...{ audience, lists, members, followers, people },
    added: added.map((one) => one.team),
    active: await activePeople(db, everybody),
    insiders: state.private ? new Set(insidersOf(state)) : null,
    ways: await waysOf(db, followers),
  };
}

async function waysOf(db: Query, followers: readonly StoredSubscription[]): Promise<Map<string, string>> {
  const people = followers.filter((one) => one.via !== 'account').map((one) => one.person);
  if (people.length === 0) return new Map();
  const proved = (await contactsOf(db, people)).filter((one) => one.verifiedAt && one.kind !== 'voice');
  return new Map(proved.map(({ person, id, kind }) => [wayKey(person, id), kind]));
}
