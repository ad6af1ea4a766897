import * as endpoints from '@muster/contract/learn/factors';
import { route } from '../../platform/http/route.ts';
import type { Caller, Platform } from '../../platform/platform.ts';
import { notFound } from '../../platform/refusal.ts';
import { addFactor, changeFactor, removeFactor } from './actions.ts';
import { factorsElsewhere, factorsFor } from './views.ts';

export const routes = [
  route(endpoints.addFactor, async ({ platform, caller, params, body }) => {
    const made = await addFactor(platform, caller, { id: params.id, factor: body });
    return oneOf(platform, caller, { retrospective: params.id, factor: made.id });
  }),
  route(endpoints.changeFactor, async ({ platform, caller, params, body }) => {
    await changeFactor(platform, caller, { ...params, change: body });
    return oneOf(platform, caller, { retrospective: params.id, factor: params.factor });
  }),
  route(endpoints.removeFactor, ({ platform, caller, params }) => removeFactor(platform, caller, params)),
  route(endpoints.listFactors, ({ platform, caller, query }) =>
    factorsElsewhere(platform.db, caller.actor, query),
  ),
];

async function oneOf(
  { db }: Platform,
  { actor }: Caller,
  { retrospective, factor }: { retrospective: string; factor: string },
) {
  const found = (await factorsFor(db, retrospective, actor)).find(({ id }) => id === factor);
  if (!found) throw notFound('factor');
  return found;
}
