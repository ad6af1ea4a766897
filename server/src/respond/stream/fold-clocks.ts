/** Plans looked at again, promises that were missed, nudges that somebody put aside. */
import type { Steps } from './fold-step.ts';

export const clockSteps: Steps<'replanned' | 'clockMissed' | 'nudgeDismissed'> = {
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
