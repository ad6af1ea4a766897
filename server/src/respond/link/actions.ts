import * as endpoints from '@muster/contract/respond/links';
import type { IncidentState, Relation } from '@muster/contract/respond/state';
import { z } from 'zod';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { seen } from '../access/model.ts';
import { changeIncident } from '../stream/actions.ts';
import { findIncident, lockIncident } from '../stream/store.ts';
import { decideLinked, decideRelated, decideUnlinked, linkedWith } from './decide.ts';

export const addLink = action(
  {
    name: 'respond.addLink',
    who: 'responder',
    input: z.strictObject({ ...endpoints.addLink.params.shape, wish: endpoints.addLink.body }),
  },
  async (act, { ref, wish }) => {
    const id = act.newId();
    if (wish.kind !== 'incident') {
      const { label = '' } = wish;
      await changeIncident(act, { ref }, ({ state }) => decideLinked(state, { ...wish, id, label }));
      return;
    }
    const own = seen(await findIncident(act.tx, ref), act.caller.actor);
    const other = seen(await findIncident(act.tx, wish.to), act.caller.actor);
    await relate(act, [own, other], { id, relation: wish.relation });
  },
);

/** Links what was just declared with the incident of before that is back. */
export async function linkRecurrence(act: Act, own: IncidentState, of: string): Promise<void> {
  const before = seen(await findIncident(act.tx, of), act.caller.actor);
  await relate(act, [own, before], { id: act.newId(), relation: 'recurrence-of' });
}

async function relate(
  act: Act,
  [own, other]: readonly [IncidentState, IncidentState],
  wish: { id: string; relation: Relation },
): Promise<void> {
  await lockInOrder(act, [own, other]);
  // As they stand now: one may have become private until it was locked.
  const here = seen(await findIncident(act.tx, own.id), act.caller.actor);
  const there = seen(await findIncident(act.tx, other.id), act.caller.actor);
  const sides = decideRelated(here, there, wish);
  await changeIncident(act, { ref: own.id }, () => sides.here);
  await changeIncident(act, { ref: other.id }, () => sides.there);
}

export const removeLink = action(
  {
    name: 'respond.removeLink',
    who: 'responder',
    input: z.strictObject({ ...endpoints.removeLink.params.shape, ...endpoints.removeLink.query.shape }),
  },
  async (act, { ref, id, reason }) => {
    const own = seen(await findIncident(act.tx, ref), act.caller.actor);
    const link = linkedWith(own).find((one) => one.id === id);
    const other = link && (await findIncident(act.tx, link.to));
    await lockInOrder(act, [own, ...(other ? [other] : [])]);
    await changeIncident(act, { ref: own.id }, ({ state }) => decideUnlinked(state, id, reason));
    if (other) await forget(act, other, { id, reason });
  },
);

/** Takes away what others say of an incident that becomes private. Locks it and them, in the order of their ids. */
export async function hideFromOthers(act: Act, ref: string): Promise<void> {
  const own = seen(await findIncident(act.tx, ref), act.caller.actor);
  const links = linkedWith(own);
  const found = await Promise.all(links.map((one) => findIncident(act.tx, one.to)));
  const others = found.flatMap((one) => one ?? []);
  await lockInOrder(act, [own, ...others]);
  for (const other of others) for (const { id } of links) await forget(act, other, { id, reason: '' });
}

/** The other side is changed for whoever may see this one, whether they see that one or not. */
async function forget(
  act: Act,
  other: IncidentState,
  { id, reason }: { id: string; reason: string },
): Promise<void> {
  if (!other.links.some((one) => one.id === id)) return;
  await changeIncident(act, { ref: other.id, isEntrance: true }, ({ state }) =>
    decideUnlinked(state, id, reason),
  );
}

/** So that two who link crosswise wait for each other and never for ever. */
async function lockInOrder(act: Act, incidents: readonly IncidentState[]): Promise<void> {
  for (const id of [...new Set(incidents.map((one) => one.id))].sort()) await lockIncident(act.tx, id);
}
