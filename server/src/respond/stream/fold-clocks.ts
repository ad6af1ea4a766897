/** News: written, waited for, sent, put right, taken back. Plans looked at again, promises that were missed. */
import type { EventData } from '@muster/contract/respond/events';
import { type Audience, isOutside } from '@muster/contract/respond/settings';
import type { IncidentActor, IncidentState, LastUpdate } from '@muster/contract/respond/state';
import type { Steps } from './fold-step.ts';

export const clockSteps: Steps<'replanned' | 'clockMissed' | 'nudgeDismissed'> = {
  replanned: ({ state }, { data, at, actor }) => {
    state.plan = { ...data, at, by: actor };
    state.replannedAt = at;
    state.activeAt = at;
  },
  clockMissed: ({ state }, { data, at, actor }) => {
    const { told: _, ...missed } = data;
    state.missed.push({ ...missed, at });
    if (data.kind === 'watch') holds(state, { at, by: actor });
  },
  nudgeDismissed: ({ state }, { data, at, actor }) => {
    state.dismissed.push({ ...data, by: actor.name, at });
  },
};

/** Its time is over and nothing came back: it held. Of what did, people say whether it is. */
function holds({ watch }: IncidentState, { at, by }: { at: string; by: IncidentActor }): void {
  if (watch?.ended === null && watch.recurrences.length === 0)
    watch.ended = { outcome: 'held', reason: '', at, by };
}

export const watchSteps: Steps<'watchBegan' | 'watchRecurred' | 'watchEnded'> = {
  watchBegan: ({ state }, { data: { until }, at, actor }) => {
    if (state.watch?.ended === null) state.watch.until = until;
    else state.watch = { from: at, until, by: actor, recurrences: [], ended: null };
  },
  watchRecurred: ({ state }, { data, at }) => {
    state.watch?.recurrences.push({ ...data, at });
  },
  watchEnded: ({ state }, { data, at, actor }) => {
    if (state.watch) state.watch.ended = { ...data, at, by: actor };
  },
};

type NewsType =
  | 'updatePublished'
  | 'updateAsked'
  | 'updateApproved'
  | 'updateWithdrawn'
  | 'updateRetracted'
  | 'updateCorrected';

export const newsSteps: Steps<NewsType> = {
  updatePublished: ({ state }, { data, at: recordedAt, statedAt, actor }) => {
    // Only what was taken in from elsewhere was told at another time than it was written down.
    const at = statedAt ?? recordedAt;
    const { audience, id, text, kind, nextAt, writtenBy } = data;
    const count = (state.updates[audience]?.count ?? 0) + 1;
    state.updates[audience] = { id, text, kind, nextAt, at, by: writtenBy ?? actor, count };
    noLongerWaits(state, data);
    // Whoever heard first, inside or outside: the first notice is a moment of its own (practice.md 3.1).
    state.times[isOutside(audience) ? 'firstPublicNotice' : 'firstInternalNotice'] ??= at;
  },
  updateAsked: ({ state }, { data, at, actor }) => {
    const { audience, ...asked } = data;
    state.waiting = {
      ...state.waiting,
      [audience]: { ...asked, writtenBy: actor, askedAt: at, approvedBy: null },
    };
  },
  updateApproved: ({ state }, { data, actor }) => {
    const waiting = state.waiting?.[data.audience];
    if (waiting?.id === data.id) Object.assign(waiting, { needs: null, approvedBy: actor.name });
  },
  updateWithdrawn: ({ state }, { data }) => noLongerWaits(state, data),
  updateRetracted: ({ state }, { data, at, actor }) => {
    const last = lastOf(state, data);
    if (last) last.retracted = { at, by: actor.name };
  },
  updateCorrected: ({ state }, { data, at }) => {
    const last = lastOf(state, data);
    if (last) Object.assign(last, { text: data.text, correctedAt: at });
    const waiting = state.waiting?.[data.audience];
    if (waiting?.corrects === data.id) noLongerWaits(state, { audience: data.audience, id: waiting.id });
  },
};

function noLongerWaits(
  state: IncidentState,
  { audience, id }: Pick<EventData<'updateApproved'>, 'audience' | 'id'>,
): void {
  if (state.waiting?.[audience]?.id === id) delete state.waiting[audience];
}

/** The latest news, where they are these. Of earlier ones only the stream tells. */
function lastOf(
  { updates }: IncidentState,
  { audience, id }: { audience: Audience; id: string },
): LastUpdate | undefined {
  const last = updates[audience];
  return last?.id === id ? last : undefined;
}
