/** News that went out, plans looked at again, promises that were missed, nudges that somebody put aside. */
import type { Audience } from '@muster/contract/respond/settings';
import type { Steps } from './fold-step.ts';

export const clockSteps: Steps<'updatePublished' | 'replanned' | 'clockMissed' | 'nudgeDismissed'> = {
  updatePublished: ({ state }, { data, at, actor }) => {
    const { audience, id, text, kind, nextAt } = data;
    const count = (state.updates[audience]?.count ?? 0) + 1;
    state.updates[audience] = { id, text, kind, nextAt, at, by: actor, count };
    // Whoever heard first, inside or outside: the first notice is a moment of its own (practice.md 3.1).
    state.times[isOutside(audience) ? 'firstPublicNotice' : 'firstInternalNotice'] ??= at;
  },
  replanned: ({ state }, { data, at, actor }) => {
    state.plan = { text: data.text, at, by: actor };
    state.replannedAt = at;
    state.activeAt = at;
  },
  clockMissed: ({ state }, { data, at }) => {
    const { told: _, ...missed } = data;
    state.missed.push({ ...missed, at });
  },
  nudgeDismissed: ({ state }, { data, at, actor }) => {
    state.dismissed.push({ ...data, by: actor.name, at });
  },
};

function isOutside(audience: Audience): boolean {
  return audience === 'customers' || audience === 'partners' || audience === 'regulators';
}
