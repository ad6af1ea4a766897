import { putNightRule as putEndpoint } from '@muster/contract/measure/load';
import { membersOf, refuseOthers } from '../../catalog/index.ts';
import { teamOfSchedule } from '../../oncall/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { notFound } from '../../platform/refusal.ts';
import { saveNightRule } from './store.ts';

/** Whoever may change the rota says when its nights are; for all rotas of a team, whoever may change the team's things. */
export const putNightRule = action(
  { name: 'measure.putNightRule', who: 'responder', input: putEndpoint.body },
  async (act, { schedule = null, team = null, rule }): Promise<void> => {
    await refuseOthers(act, await ownerOf(act, schedule, team));
    await saveNightRule(act.tx, act.newId(), { schedule, team, rule });
    act.record(schedule === null ? `team:${team}` : `schedule:${schedule}`, { nights: rule });
    act.hint('schedules');
  },
);

async function ownerOf(act: Act, schedule: string | null, team: string | null): Promise<string | null> {
  if (schedule !== null) {
    const owner = await teamOfSchedule(act.tx, schedule);
    if (owner === undefined) throw notFound('schedule');
    return owner;
  }
  if (team === null || !(await membersOf(act.tx, [team])).has(team)) throw notFound('team');
  return team;
}
