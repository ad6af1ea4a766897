import * as endpoints from '@muster/contract/learn/facilitation';
import { z } from 'zod';
import { action } from '../../platform/action.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { findIdea } from '../idea/store.ts';
import { tellSession } from '../invitation/actions.ts';
import { isPresent } from '../session/model.ts';
import { guestsOf, itemsOf, takingPart } from '../session/store.ts';
import { saveVote } from './store.ts';

/** Those present are for what is worth doing (R66); each counts once, and only sums are shown. */
export const vote = action(
  {
    name: 'learn.vote',
    who: 'reader',
    input: endpoints.vote.body.extend({ id: z.string(), subject: z.string() }),
  },
  async (act, { id, subject, for: isFor }): Promise<void> => {
    const one = await takingPart(act.tx, id);
    const { actor } = act.caller;
    const guests = await guestsOf(act.tx, id);
    if (actor.kind !== 'person' || !isPresent(one, guests, actor.name))
      throw new Refusal('conflict', 'Those count who are invited, and afterwards those who were there.');
    const items = await itemsOf(act.tx, id);
    const isItem = items.some((item) => item.kind === 'follow-up' && item.subject === subject);
    if (!isItem && !(await findIdea(act.tx, id, subject)))
      throw notFound('idea or follow-up of this session');
    await saveVote(act.tx, { session: id, subject, person: actor.name, isFor });
    tellSession(act, one, { voted: true });
  },
);
