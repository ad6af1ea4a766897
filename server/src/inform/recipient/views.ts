import type { Recipients } from '@muster/contract/inform/sendings';
import type { Audience } from '@muster/contract/respond/settings';
import { allServices, membersOf } from '../../catalog/index.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { seenIncident } from '../../respond/index.ts';
import { recipientsOf, teamsAcross } from './model.ts';
import { addedTeams, sourcesOf } from './store.ts';

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
