import type { GroupMapping } from '@muster/contract/catalog/sso';
import type { Act } from '../../platform/act.ts';
import type { Query } from '../../platform/db.ts';
import type { FieldError } from '../../platform/refusal.ts';
import { findPerson, lockAdministrators, savePerson } from '../person/store.ts';
import { isBreakGlass } from '../rule/store.ts';
import type { Grant } from './model.ts';
import { joinTeam, leaveTeam, unknownTeams } from './store.ts';

/**
 * Gives a person what their groups give, within the caller's transaction. Break-glass accounts keep their access: they
 * are for the day on which the directory is wrong. So does the last administrator, or nobody could mend a mapping.
 */
export async function giveGrant(act: Act, name: string, grant: Grant): Promise<void> {
  await giveAccess(act, name, grant.access);
  const joined: string[] = [];
  const left: string[] = [];
  for (const [team, belongs] of grant.teams) {
    if (belongs && (await joinTeam(act.tx, team, name))) joined.push(team);
    if (!belongs && (await leaveTeam(act.tx, team, name))) left.push(team);
  }
  if (joined.length + left.length === 0) return;
  act.record(`person:${name}`, { reason: 'groups of the directory', joined, left });
  act.hint('people');
}

async function giveAccess(act: Act, name: string, access: Grant['access']): Promise<void> {
  const person = await findPerson(act.tx, name);
  if (!person || access === null || person.access === access || (await isBreakGlass(act.tx, name))) return;
  if (person.access === 'admin') {
    const { all, able } = await lockAdministrators(act.tx);
    if (all <= 1 || able <= 1) return;
  }
  await savePerson(act.tx, { ...person, access }, act.now);
  act.record(`person:${name}`, {
    reason: 'groups of the directory',
    before: { access: person.access },
    after: { access },
  });
  act.hint('people');
}

/** What is wrong with mappings, by pointers into the list at `at`: a team that there is not, a group that gives nothing. */
export async function mappingProblems(
  db: Query,
  mappings: readonly GroupMapping[],
  at: string,
): Promise<FieldError[]> {
  const unknown = new Set(
    await unknownTeams(
      db,
      mappings.flatMap(({ team }) => (team === null ? [] : [team])),
    ),
  );
  return mappings.flatMap(({ team, access }, index) => {
    if (team === null && access === null)
      return [{ pointer: `${at}/${index}`, message: 'say an access level or a team' }];
    return team !== null && unknown.has(team)
      ? [{ pointer: `${at}/${index}/team`, message: `there is no team "${team}"` }]
      : [];
  });
}
