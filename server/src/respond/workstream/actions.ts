import * as endpoints from '@muster/contract/respond/workstreams';
import { z } from 'zod';
import { action } from '../../platform/action.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { activePerson } from '../person/actions.ts';
import { changeIncident } from '../stream/actions.ts';
import { decideChanged, decideClosed, decideOpened, decideReported } from './decide.ts';

export const openWorkstream = action(
  {
    name: 'respond.openWorkstream',
    who: 'responder',
    input: z.strictObject({ ref: z.string(), ...endpoints.openWorkstream.body.shape }),
  },
  async (act, { ref, title, lead, everyMinutes = null }) => {
    const given = { id: act.newId(), title, everyMinutes, lead: await activePerson(act, lead, '/lead') };
    await changeIncident(act, { ref }, ({ state }) => decideOpened(state, given, wireTime(act.now)));
  },
);

export const changeWorkstream = action(
  {
    name: 'respond.changeWorkstream',
    who: 'responder',
    input: z.strictObject({
      ...endpoints.changeWorkstream.params.shape,
      ...endpoints.changeWorkstream.body.shape,
    }),
  },
  async (act, { ref, id, lead, everyMinutes }) => {
    const change = lead === undefined ? {} : { lead: await activePerson(act, lead, '/lead') };
    await changeIncident(act, { ref }, ({ state }) =>
      decideChanged(state, id, { ...change, everyMinutes }, wireTime(act.now)),
    );
  },
);

export const reportWorkstream = action(
  {
    name: 'respond.reportWorkstream',
    who: 'responder',
    input: z.strictObject({
      ...endpoints.reportWorkstream.params.shape,
      ...endpoints.reportWorkstream.body.shape,
    }),
  },
  async (act, { ref, id, nextInMinutes = null, ...report }) => {
    await changeIncident(act, { ref }, ({ state }) =>
      decideReported(state, id, { ...report, nextInMinutes }, wireTime(act.now)),
    );
  },
);

export const closeWorkstream = action(
  {
    name: 'respond.closeWorkstream',
    who: 'responder',
    input: z.strictObject({
      ...endpoints.closeWorkstream.params.shape,
      ...endpoints.closeWorkstream.body.shape,
    }),
  },
  async (act, { ref, id, reason }) => {
    await changeIncident(act, { ref }, ({ state }) => decideClosed(state, id, reason));
  },
);
