import { noteLook as endpoint } from '@muster/contract/respond/catch-up';
import { z } from 'zod';
import { action } from '../../platform/action.ts';
import { insiderName, seen } from '../access/model.ts';
import { findIncident } from '../stream/store.ts';
import { saveLook } from './store.ts';

/** Only a person looks; what a token reads is nobody's coming back. */
export const noteLook = action(
  {
    name: 'respond.noteLook',
    who: 'reader',
    input: z.strictObject({ ref: z.string(), ...endpoint.body.shape }),
  },
  async (act, { ref, version }) => {
    const state = seen(await findIncident(act.tx, ref), act.caller.actor);
    const me = insiderName(act.caller.actor);
    if (me === null) return;
    await saveLook(act.tx, state.id, me, { seq: Math.min(version, state.version), at: act.now });
  },
);
