import * as endpoints from '@muster/contract/respond/members';
import type { IncidentState } from '@muster/contract/respond/state';
import { z } from 'zod';
import { activePeople, allPeople, sendLetter } from '../../catalog/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { notFound, Refusal, wrong } from '../../platform/refusal.ts';
import { wisherOf } from '../access/model.ts';
import { hideFromOthers } from '../link/actions.ts';
import { subjectOf } from '../role/wording.ts';
import { loadSettings } from '../settings/store.ts';
import { changeIncident } from '../stream/actions.ts';
import { insidersOf } from '../stream/model.ts';
import { findIncident, lockIncident } from '../stream/store.ts';
import { decideAdded, decideEntered, decidePrivacy, decideRemoved } from './decide.ts';
import { saveKnock } from './store.ts';

export const addMember = action(
  {
    name: 'respond.addMember',
    who: 'responder',
    input: z.strictObject({ ...endpoints.addMember.params.shape, ...endpoints.addMember.body.shape }),
  },
  async (act, { ref, ...given }) => {
    const able = await activePeople(act.tx, [given.person]);
    if (!able.has(given.person)) throw wrong('/person', `There is nobody called "${given.person}".`);
    let fresh = false;
    const { state } = await changeIncident(act, { ref }, ({ state: before }) => {
      const events = decideAdded(before, given);
      fresh = events.length > 0;
      return events;
    });
    if (fresh && state.private) await tell(act, state, [given.person], 'you were let in');
  },
);

export const removeMember = action(
  {
    name: 'respond.removeMember',
    who: 'responder',
    input: z.strictObject({ ...endpoints.removeMember.params.shape, ...endpoints.removeMember.query.shape }),
  },
  async (act, { ref, ...given }): Promise<void> => {
    await changeIncident(act, { ref }, ({ state }) =>
      decideRemoved(state, given, wisherOf(act.caller.actor)),
    );
  },
);

export const setPrivacy = action(
  {
    name: 'respond.setPrivacy',
    who: 'responder',
    input: z.strictObject({ ...endpoints.setPrivacy.params.shape, ...endpoints.setPrivacy.body.shape }),
  },
  async (act, { ref, ...given }) => {
    const { types } = await loadSettings(act.tx);
    const wisher = wisherOf(act.caller.actor);
    if (given.private) await hideFromOthers(act, ref);
    await changeIncident(act, { ref }, ({ state }) => {
      const isAlwaysPrivate = types.some((one) => one.name === state.type && one.private);
      return decidePrivacy(state, given, { wisher, isAlwaysPrivate });
    });
  },
);

/** The one way in for somebody outside. What was told before and after is in the stream, who and why in the audit log. */
export const enterIncident = action(
  {
    name: 'respond.enterIncident',
    who: 'admin',
    input: z.strictObject({ ...endpoints.enterIncident.params.shape, ...endpoints.enterIncident.body.shape }),
  },
  async (act, { ref, reason }) => {
    const { person } = wisherOf(act.caller.actor);
    if (person === null) throw new Refusal('conflict', 'A person lets themselves in, and no machine.');
    const before = await lockIncident(act.tx, ref);
    if (!before) throw notFound('incident');
    const told = insidersOf(before);
    const { state } = await changeIncident(act, { ref, isEntrance: true }, (folded) =>
      decideEntered(folded.state, { person, reason }),
    );
    act.record('respond.entrance', { person, reason });
    await tell(act, state, told, 'an administrator has let themselves in');
  },
);

/**
 * Whoever was told of something private asks its people to be let in. Nothing in the answer, in the record or in the
 * time it takes tells whether there is such an incident; its people get one letter an hour from the same person.
 */
export const knock = action(
  { name: 'respond.knock', who: 'signedIn', input: endpoints.knock.params },
  async (act, { ref }): Promise<void> => {
    const { person } = wisherOf(act.caller.actor);
    if (person === null) throw new Refusal('conflict', 'A person asks to be let in, and no machine.');
    const state = await findIncident(act.tx, ref);
    if (!state?.private || insidersOf(state).includes(person)) return;
    const since = act.now.subtract({ hours: 1 });
    if (!(await saveKnock(act.tx, { incident: state.id, person, at: act.now, since }))) return;
    await tell(act, state, insidersOf(state), `${person} asks to be let in`);
  },
);

/** Letters do not name the incident: whoever opens it sees it. */
async function tell(act: Act, state: IncidentState, people: readonly string[], what: string): Promise<void> {
  const known = (await allPeople(act.tx)).filter((one) => people.includes(one.name));
  const able = await activePeople(act.tx, [...people]);
  for (const { name, email } of known)
    if (able.has(name))
      sendLetter(act, {
        person: name,
        to: email,
        letter: {
          subject: subjectOf(state, what),
          paragraphs: [`Of something confidential: ${what}.`],
          link: { label: 'Open the incident', url: `${act.platform.settings.url}/incidents/${state.ref}` },
        },
        expiresAt: act.now.add({ hours: 24 }),
      });
}
