import { judgeSimilar as endpoint } from '@muster/contract/respond/similar';
import { z } from 'zod';
import { action } from '../../platform/action.ts';
import { Refusal } from '../../platform/refusal.ts';
import { seen } from '../access/model.ts';
import { auditSubject } from '../stream/actions.ts';
import { findIncident } from '../stream/store.ts';
import { saveVerdict } from './store.ts';

/** Keeps whether an earlier incident was of use (R46). It is about what was proposed, so nobody's name is kept. */
export const judgeSimilar = action(
  {
    name: 'respond.judgeSimilar',
    who: 'responder',
    input: z.strictObject({ ...endpoint.params.shape, ...endpoint.body.shape }),
  },
  async (act, { ref, other, useful }): Promise<void> => {
    const mine = seen(await findIncident(act.tx, ref), act.caller.actor);
    const theirs = seen(await findIncident(act.tx, other), act.caller.actor);
    if (mine.id === theirs.id) throw new Refusal('conflict', 'It cannot be like itself.');
    await saveVerdict(act.tx, { incident: mine.id, other: theirs.id, useful, at: act.now });
    act.record(auditSubject(mine), { useful });
  },
);
