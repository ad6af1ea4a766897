import { briefFor, type CatchUp, sinceYouLeft } from '@muster/contract/respond/catch-up';
import type { Actor } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { wireTimeOrNull } from '../../platform/wire-time.ts';
import { insiderName, seen } from '../access/model.ts';
import { findIncident, loadEntries, loadEvents } from '../stream/store.ts';
import { lookOf } from './store.ts';

/** For whoever never looked, all of it is new: the brief tells more than a list would. */
export async function catchUpView(db: Query, ref: string, actor: Actor): Promise<CatchUp> {
  const state = seen(await findIncident(db, ref), actor);
  const me = insiderName(actor);
  const look = me === null ? null : await lookOf(db, state.id, me);
  const events = look === null ? [] : await loadEvents(db, state.id, { after: look.seq });
  const settled = events.flatMap((one) => (one.type === 'entrySettled' ? [one.data.id] : []));
  const entries = await loadEntries(db, state.id, settled);
  return {
    lookedAt: wireTimeOrNull(look?.at ?? null),
    version: state.version,
    ...sinceYouLeft(events, me, new Map(entries.map((one) => [one.id, one]))),
    brief: briefFor(state, me),
  };
}
