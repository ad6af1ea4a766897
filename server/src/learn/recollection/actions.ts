import { saveRecollection as endpoint } from '@muster/contract/learn/parts';
import { z } from 'zod';
import { action } from '../../platform/action.ts';
import { Refusal } from '../../platform/refusal.ts';
import { openOne, tell } from '../retrospective/actions.ts';
import { saveRecollection } from './store.ts';

/**
 * Keeps how somebody remembers it (R29). Until it is shared nobody hears of it: no hint leaves, and the record says that
 * something was kept, not what. Accounts stay open when the report is reviewed: they are not the report.
 */
export const keepRecollection = action(
  {
    name: 'learn.keepRecollection',
    who: 'responder',
    input: z.strictObject({ id: z.string(), ...endpoint.body.shape }),
  },
  async (act, { id, text, shared }): Promise<{ person: string }> => {
    const { actor } = act.caller;
    if (actor.kind !== 'person') throw new Refusal('forbidden', 'Only people remember.');
    const one = await openOne(act, id);
    await saveRecollection(act.tx, id, { person: actor.name, text, shared, now: act.now });
    if (shared) await tell(act, one);
    return { person: actor.name };
  },
);
