import * as endpoints from '@muster/contract/respond/stopgaps';
import { z } from 'zod';
import { action } from '../../platform/action.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { changeIncident } from '../stream/actions.ts';
import { decideGone, decideLimited, decideMoved } from './decide.ts';

export const limitDamage = action(
  {
    name: 'respond.limitDamage',
    who: 'responder',
    input: z.strictObject({ ...endpoints.limitDamage.params.shape, ...endpoints.limitDamage.body.shape }),
  },
  async (act, { ref, reached, at, stopGap }) => {
    const given = stopGap ? { ...stopGap, until: utc(stopGap.until) } : null;
    const wish = { id: act.newId(), reached, at: utc(at), stopGap: given };
    await changeIncident(act, { ref }, ({ state }) => decideLimited(state, wish, wireTime(act.now)));
  },
);

export const moveStopGap = action(
  {
    name: 'respond.moveStopGap',
    who: 'responder',
    input: z.strictObject({ ...endpoints.moveStopGap.params.shape, ...endpoints.moveStopGap.body.shape }),
  },
  async (act, { ref, id, until, reason }) => {
    const given = { id, until: utc(until), reason };
    await changeIncident(act, { ref }, ({ state }) => decideMoved(state, given, wireTime(act.now)));
  },
);

export const endStopGap = action(
  {
    name: 'respond.endStopGap',
    who: 'responder',
    input: z.strictObject({ ...endpoints.endStopGap.params.shape, ...endpoints.endStopGap.body.shape }),
  },
  async (act, { ref, ...given }) => {
    await changeIncident(act, { ref }, ({ state }) => decideGone(state, given));
  },
);

function utc(at: string | null | undefined): string | null {
  return at === null || at === undefined ? null : wireTime(Temporal.Instant.from(at));
}
