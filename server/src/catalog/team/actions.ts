import { type Editor, type Ownership, whyNotEdit } from '@muster/contract/catalog/editing';
import type { Act } from '../../platform/act.ts';
import type { Actor } from '../../platform/actor.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { Section } from '../organisation/model.ts';
import { knownPeople } from '../person/store.ts';
import { allTeams, deleteTeam, findTeam, membersOf, saveTeam, saveTeamsOf, toFileItem } from './store.ts';

/**
 * Refuses to change what belongs to a team whose things this caller may not change; `team` null belongs to nobody.
 * What Muster does by itself is not asked.
 */
export async function refuseOthers(act: Act, team: string | null): Promise<void> {
  const { actor } = act.caller;
  if (actor.kind === 'system') return;
  const why = whyNotEdit(editorOf(actor), team === null ? null : await ownership(act, team));
  if (why !== null) throw new Refusal('forbidden', why);
}

/** Makes the person a member of exactly these teams. Refuses (invalid) a team that is not there. */
export async function setTeams(act: Act, person: string, teams: readonly string[]): Promise<void> {
  const known = await membersOf(act.tx, teams);
  const errors = teams.flatMap((team, at) =>
    known.has(team) ? [] : [{ pointer: `/teams/${at}`, message: `there is no team "${team}"` }],
  );
  if (errors.length > 0) throw new Refusal('invalid', 'Some of these teams do not exist.', errors);
  await saveTeamsOf(act.tx, person, teams);
}

/** A team that is gone has no members, so what names it is left to administrators. */
async function ownership(act: Act, team: string): Promise<Ownership> {
  const found = await findTeam(act.tx, team);
  return { team, editing: found?.editing ?? 'team', members: found?.members ?? [] };
}

function editorOf(actor: Actor): Editor {
  if (actor.kind === 'person') return { access: actor.access, person: actor.name, team: null };
  if (actor.kind === 'token') return { access: actor.access, person: null, team: actor.token?.team ?? null };
  throw new Refusal('unauthenticated', 'Sign in first.');
}

export const teamsSection: Section<'teams'> = {
  kind: 'teams',
  stored: async (act) => (await allTeams(act.tx)).map(toFileItem),
  aligned: toFileItem,
  shown: (team) => team,
  async save(act, teams) {
    for (const team of teams) await saveTeam(act.tx, { ...team, editing: team.editing ?? 'team' });
    act.hint('people');
    return new Map();
  },
  async remove(act, names) {
    for (const name of names) await deleteTeam(act.tx, name);
  },
  async problems(db, teams) {
    const known = await knownPeople(
      db,
      teams.flatMap((team) => team.members),
    );
    return teams.flatMap((team, index) =>
      team.members.flatMap((member, place) =>
        known.has(member)
          ? []
          : [{ pointer: `/teams/${index}/members/${place}`, message: `there is no person "${member}"` }],
      ),
    );
  },
};
