import type { Section } from '../organisation/model.ts';
import { knownPeople } from '../person/store.ts';
import { allTeams, deleteTeam, saveTeam } from './store.ts';

export const teamsSection: Section<'teams'> = {
  kind: 'teams',
  stored: (act) => allTeams(act.tx),
  aligned: (given) => given,
  shown: (team) => team,
  async save(act, teams) {
    for (const team of teams) await saveTeam(act.tx, team);
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
