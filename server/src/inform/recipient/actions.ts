import { addRecipientTeam, removeRecipientTeam } from '@muster/contract/inform/sendings';
import { membersOf } from '../../catalog/index.ts';
import { action } from '../../platform/action.ts';
import { actorName } from '../../platform/actor.ts';
import { notFound, wrong } from '../../platform/refusal.ts';
import { auditSubject, hintAbout, seenIncident } from '../../respond/index.ts';
import { addTeam, removeTeam } from './store.ts';

/** Tells a team as well. Twice is once. */
export const addToRecipients = action(
  { name: 'inform.addRecipientTeam', who: 'responder', input: addRecipientTeam.params },
  async (act, { ref, audience, team }): Promise<void> => {
    const state = await seenIncident(act.tx, ref, act.caller.actor);
    if (!(await membersOf(act.tx, [team])).has(team)) throw wrong('/team', 'There is no such team.');
    const adding = { incident: state.id, audience, team };
    await addTeam(act.tx, adding, { by: actorName(act.caller.actor), at: act.now });
    act.record(auditSubject(state), { audience, added: team });
    hintAbout(act, state);
  },
);

export const takeFromRecipients = action(
  { name: 'inform.removeRecipientTeam', who: 'responder', input: removeRecipientTeam.params },
  async (act, { ref, audience, team }): Promise<void> => {
    const state = await seenIncident(act.tx, ref, act.caller.actor);
    if (!(await removeTeam(act.tx, { incident: state.id, audience, team }))) throw notFound('added team');
    act.record(auditSubject(state), { audience, removed: team });
    hintAbout(act, state);
  },
);
