import * as endpoints from '@muster/contract/respond/claims';
import { z } from 'zod';
import { action } from '../../platform/action.ts';
import { Refusal } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { wisherOf } from '../access/model.ts';
import { changeIncident } from '../stream/actions.ts';
import { lockClaims, openStatesFor } from '../stream/store.ts';
import { decideClaimed, decideExtended, decideReleased } from './decide.ts';

export const makeClaim = action(
  {
    name: 'respond.makeClaim',
    who: 'responder',
    input: z.strictObject({ ref: z.string(), ...endpoints.makeClaim.body.shape }),
  },
  async (act, { ref, anyway = null, ...wish }) => {
    const me = wisherOf(act.caller.actor).person;
    if (me === null) throw new Refusal('conflict', 'A person claims a system, and no machine.');
    const claim = { ...wish, anyway, id: act.newId() };
    // Two claims in two incidents wait for one another, so that the second sees the first.
    await lockClaims(act.tx);
    const open = await openStatesFor(act.tx, me);
    const elsewhere = open.flatMap((one) => one.claims.map((held) => ({ ...held, ref: one.ref })));
    await changeIncident(act, { ref }, ({ state }) =>
      decideClaimed(state, claim, { now: wireTime(act.now), me, elsewhere }),
    );
  },
);

export const extendClaim = action(
  {
    name: 'respond.extendClaim',
    who: 'responder',
    input: z.strictObject({ ...endpoints.extendClaim.params.shape, ...endpoints.extendClaim.body.shape }),
  },
  async (act, { ref, id, minutes }) => {
    const asked = { now: wireTime(act.now), me: wisherOf(act.caller.actor).person };
    await changeIncident(act, { ref }, ({ state }) => decideExtended(state, id, minutes, asked));
  },
);

export const releaseClaim = action(
  {
    name: 'respond.releaseClaim',
    who: 'responder',
    input: z.strictObject({ ...endpoints.releaseClaim.params.shape, ...endpoints.releaseClaim.query.shape }),
  },
  async (act, { ref, id, reason }) => {
    const { person } = wisherOf(act.caller.actor);
    await changeIncident(act, { ref }, ({ state }) => decideReleased(state, id, { me: person, reason }));
  },
);
