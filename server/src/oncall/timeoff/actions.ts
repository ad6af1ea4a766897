import { addTimeOff as addEndpoint, removeTimeOff as removeEndpoint } from '@muster/contract/oncall/time-off';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { isId } from '../../platform/ids.ts';
import { notFound } from '../../platform/refusal.ts';
import { personMeant } from '../contact/actions.ts';
import { coverageChanged } from '../coverage/store.ts';
import { decideTimeOff } from './decide.ts';
import { deleteEndedBefore, deleteTimeOff, insertTimeOff, lockTimeOff } from './store.ts';

/** What is over is kept for so long, for whoever looks back at a rota. */
const keptDays = 100;

/** Tells when one is away. The rota stays as it is. */
export const addTimeOff = action(
  { name: 'oncall.addTimeOff', who: 'responder', input: addEndpoint.body },
  async (act, { note = '', ...given }): Promise<{ id: string; person: string }> => {
    const person = personMeant(act.caller.actor, 'me');
    const kept = await lockTimeOff(act.tx, person, act.now);
    const span = decideTimeOff(given, kept.length, act.now);
    const made = { id: act.newId(), person, ...span, note, createdAt: act.now };
    await insertTimeOff(act.tx, made);
    act.record(`person:${person}`, { timeOff: made.id, start: `${span.start}`, end: `${span.end}` });
    changed(act);
    return { id: made.id, person };
  },
);

export const removeTimeOff = action(
  { name: 'oncall.removeTimeOff', who: 'responder', input: removeEndpoint.params },
  async (act, { id }) => {
    const person = personMeant(act.caller.actor, 'me');
    if (!isId(id) || !(await deleteTimeOff(act.tx, person, id))) throw notFound('time off');
    act.record(`person:${person}`, { timeOff: id, change: 'delete' });
    changed(act);
  },
);

export async function forgetTimeOff(act: Act): Promise<void> {
  await deleteEndedBefore(act.tx, act.now.subtract({ hours: 24 * keptDays }));
}

function changed(act: Act): void {
  act.hint('time-off');
  coverageChanged(act);
}
