import * as endpoints from '@muster/contract/respond/merges';
import type { IncidentState } from '@muster/contract/respond/state';
import { z } from 'zod';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { seen } from '../access/model.ts';
import { leaversIn } from '../incident/actions.ts';
import { decideLeft } from '../role/decide.ts';
import { changeIncident } from '../stream/actions.ts';
import { findIncident, lockIncident } from '../stream/store.ts';
import { type BothSides, decideMerged, decideUnmerged } from './decide.ts';

export const mergeIncident = action(
  {
    name: 'respond.mergeIncident',
    who: 'responder',
    input: z.strictObject({ ...endpoints.mergeIncident.params.shape, ...endpoints.mergeIncident.body.shape }),
  },
  async (act, { ref, into, reason = '' }) => {
    const pair = await lockBoth(act, ref, into);
    await changeBoth(act, pair, decideMerged(pair.state, pair.other, reason));
  },
);

export const unmergeIncident = action(
  {
    name: 'respond.unmergeIncident',
    who: 'responder',
    input: z.strictObject({
      ...endpoints.unmergeIncident.params.shape,
      ...endpoints.unmergeIncident.query.shape,
    }),
  },
  async (act, { ref, reason }) => {
    const found = seen(await findIncident(act.tx, ref), act.caller.actor);
    const pair = await lockBoth(act, ref, found.mergedInto ?? ref);
    const sides = decideUnmerged(pair.state, pair.other, reason);
    const gone = await leaversIn(act, pair.state);
    const left = gone.flatMap((person) => decideLeft(pair.state, person));
    await changeBoth(act, pair, { ...sides, merged: [...sides.merged, ...left] });
  },
);

interface Pair {
  state: IncidentState;
  other: IncidentState;
}

/** Locks both in the order of their ids, so that two who merge crosswise wait for each other and never for ever. */
async function lockBoth(act: Act, ref: string, otherRef: string): Promise<Pair> {
  const { actor } = act.caller;
  const { id } = seen(await findIncident(act.tx, ref), actor);
  const other = seen(await findIncident(act.tx, otherRef), actor);
  const locked = new Map<string, IncidentState>();
  for (const one of [id, other.id].sort()) locked.set(one, seen(await lockIncident(act.tx, one), actor));
  return { state: locked.get(id) ?? other, other: locked.get(other.id) ?? other };
}

async function changeBoth(act: Act, { state, other }: Pair, sides: BothSides): Promise<void> {
  await changeIncident(act, { ref: state.id }, () => sides.merged);
  await changeIncident(act, { ref: other.id }, () => sides.absorbing);
}
