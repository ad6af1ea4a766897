import * as endpoints from '@muster/contract/learn/factors';
import { z } from 'zod';
import { action } from '../../platform/action.ts';
import { actorName } from '../../platform/actor.ts';
import { isId } from '../../platform/ids.ts';
import { notFound, wrong } from '../../platform/refusal.ts';
import { changingPart } from '../retrospective/actions.ts';
import { deleteFactor, factorRows, saveFactor } from './store.ts';

const { body } = endpoints.addFactor;

export const addFactor = action(
  { name: 'learn.addFactor', who: 'responder', input: z.strictObject({ id: z.string(), factor: body }) },
  async (act, { id, factor }): Promise<{ id: string }> => {
    refuseStrangePart(factor);
    await changingPart(act, id);
    const made = act.newId();
    const addedBy = actorName(act.caller.actor);
    await saveFactor(act.tx, id, { ...factor, id: made, addedBy, now: act.now });
    return { id: made };
  },
);

/** Its id stays: follow-ups are linked to it. */
export const changeFactor = action(
  {
    name: 'learn.changeFactor',
    who: 'responder',
    input: z.strictObject({ ...endpoints.changeFactor.params.shape, change: body }),
  },
  async (act, { id, factor, change }): Promise<{ id: string }> => {
    refuseStrangePart(change);
    await changingPart(act, id);
    const before = (await factorRows(act.tx, id)).find((one) => one.id === factor);
    if (!before) throw notFound('factor');
    await saveFactor(act.tx, id, { ...change, id: factor, addedBy: before.addedBy, now: act.now });
    return { id: factor };
  },
);

export const removeFactor = action(
  { name: 'learn.removeFactor', who: 'responder', input: endpoints.removeFactor.params },
  async (act, { id, factor }) => {
    await changingPart(act, id);
    if (!isId(factor) || (await deleteFactor(act.tx, id, factor)) === 0) throw notFound('factor');
  },
);

/** The list is closed, so that the same condition is found again under the same name. */
function refuseStrangePart({ kind, part }: { kind: endpoints.FactorKind; part: string }): void {
  const known: readonly string[] = endpoints.factorKinds[kind];
  if (part !== '' && !known.includes(part))
    throw wrong('/part', `is none of ${known.join(', ') || 'no parts at all'}`);
}
