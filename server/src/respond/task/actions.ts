import type { IncidentState } from '@muster/contract/respond/state';
import * as endpoints from '@muster/contract/respond/tasks';
import { z } from 'zod';
import { tellPerson } from '../../oncall/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { Refusal } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { wisherOf } from '../access/model.ts';
import { activePerson } from '../person/actions.ts';
import { subjectOf } from '../role/wording.ts';
import { changeIncident } from '../stream/actions.ts';
import { decideAccepted, decideAdded, decideChanged, decideEnded, decideReopened } from './decide.ts';

export const addTask = action(
  {
    name: 'respond.addTask',
    who: 'responder',
    input: z.strictObject({ ref: z.string(), ...endpoints.addTask.body.shape }),
  },
  async (act, { ref, person, ...wish }) => {
    const given = { ...wish, id: act.newId(), person: await activePerson(act, person) };
    const { state } = await changeIncident(act, { ref }, (now) => decideAdded(now.state, given, asked(act)));
    await tellGiven(act, state, given.id);
  },
);

export const changeTask = action(
  {
    name: 'respond.changeTask',
    who: 'responder',
    input: z.strictObject({ ...endpoints.changeTask.params.shape, ...endpoints.changeTask.body.shape }),
  },
  async (act, { ref, id, person, ...wish }) => {
    const given = person === undefined ? wish : { ...wish, person: await activePerson(act, person) };
    let isNew = false;
    const { state } = await changeIncident(act, { ref }, (now) => {
      const events = decideChanged(now.state, id, given, asked(act));
      isNew = events.some(({ data }) => 'person' in data);
      return events;
    });
    if (isNew) await tellGiven(act, state, id);
  },
);

export const acceptTask = action(
  { name: 'respond.acceptTask', who: 'responder', input: endpoints.acceptTask.params },
  async (act, { ref, id }) => {
    const { me } = asked(act);
    if (me === null) throw new Refusal('conflict', 'A person says this, and no machine.');
    await changeIncident(act, { ref }, ({ state }) => decideAccepted(state, id, me));
  },
);

export const endTask = action(
  {
    name: 'respond.endTask',
    who: 'responder',
    input: z.strictObject({ ...endpoints.endTask.params.shape, ...endpoints.endTask.body.shape }),
  },
  async (act, { ref, id, state: end, result = '' }) => {
    await changeIncident(act, { ref }, ({ state }) => decideEnded(state, id, { state: end, result }));
  },
);

export const reopenTask = action(
  {
    name: 'respond.reopenTask',
    who: 'responder',
    input: z.strictObject({ ...endpoints.reopenTask.params.shape, ...endpoints.reopenTask.body.shape }),
  },
  async (act, { ref, id, reason }) => {
    await changeIncident(act, { ref }, ({ state }) => decideReopened(state, id, reason));
  },
);

/** Whoever was given a task by somebody else may not be in front of the screen. */
async function tellGiven(act: Act, state: IncidentState, id: string): Promise<void> {
  const task = state.tasks.find((one) => one.id === id);
  if (!task?.person || task.accepted || task.person === asked(act).me) return;
  const what = state.private ? [] : [task.text];
  await tellPerson(act, {
    person: task.person,
    write: ({ url }) => ({
      subject: subjectOf(state, 'a task for you'),
      paragraphs: [...what, 'Say yes to it, or say that somebody else has to do it.'],
      link: { label: 'Open the incident', url: `${url}/incidents/${state.ref}?tab=work` },
    }),
    expiresAt: act.now.add({ hours: 24 }),
  });
}

function asked(act: Act): { now: string; me: string | null } {
  return { now: wireTime(act.now), me: wisherOf(act.caller.actor).person };
}
