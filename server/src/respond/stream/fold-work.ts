/** Tasks, claims on systems, workstreams, and the impact as a list of intervals. */
import { byIdIn, type Steps } from './fold-step.ts';

type Work =
  | 'taskAdded'
  | 'taskChanged'
  | 'taskEnded'
  | 'taskReopened'
  | 'claimMade'
  | 'claimExtended'
  | 'claimReleased'
  | 'streamOpened'
  | 'streamChanged'
  | 'streamReported'
  | 'streamClosed'
  | 'impactStated'
  | 'impactChanged'
  | 'impactWithdrawn'
  | 'stopGapSet'
  | 'stopGapMoved'
  | 'stopGapEnded';

export const workSteps: Steps<Work> = {
  taskAdded: ({ state }, { data, at, actor }) => {
    state.tasks.push({ ...data, state: 'open', result: null, addedAt: at, by: actor, endedAt: null });
    state.activeAt = at;
  },
  taskChanged: ({ state }, { data, at }) => {
    Object.assign(byIdIn(state.tasks, data.id), data);
    state.activeAt = at;
  },
  taskEnded: ({ state }, { data, at }) => {
    Object.assign(byIdIn(state.tasks, data.id), { ...data, endedAt: at });
    state.activeAt = at;
  },
  taskReopened: ({ state }, { data, at }) => {
    Object.assign(byIdIn(state.tasks, data.id), { state: 'open', endedAt: null, result: null });
    state.activeAt = at;
  },
  claimMade: ({ state }, { data, at }) => {
    state.claims.push({ ...data, from: at, releasedAt: null });
  },
  claimExtended: ({ state }, { data }) => {
    byIdIn(state.claims, data.id).until = data.until;
  },
  claimReleased: ({ state }, { data, at }) => {
    byIdIn(state.claims, data.id).releasedAt = at;
  },
  streamOpened: ({ state }, { data, at }) => {
    state.streams.push({ ...data, report: null, openedAt: at, closedAt: null });
  },
  streamChanged: ({ state }, { data }) => {
    Object.assign(byIdIn(state.streams, data.id), data);
  },
  streamReported: ({ state }, { data, at }) => {
    const { id, nextAt, ...report } = data;
    Object.assign(byIdIn(state.streams, id), { report: { at, ...report }, reportBy: nextAt });
    state.activeAt = at;
  },
  streamClosed: ({ state }, { data, at }) => {
    byIdIn(state.streams, data.id).closedAt = at;
  },
  impactStated: ({ state }, { data, at, actor }) => {
    state.impact.push({ ...data, statedAt: at, by: actor, revisions: 0 });
    setImpactTimes(state);
  },
  impactChanged: ({ state }, { data, at, actor }) => {
    const impact = byIdIn(state.impact, data.id);
    Object.assign(impact, data, { statedAt: at, by: actor, revisions: impact.revisions + 1 });
    setImpactTimes(state);
  },
  impactWithdrawn: ({ state }, { data }) => {
    state.impact = state.impact.filter((one) => one.id !== data.id);
    setImpactTimes(state);
  },
  stopGapSet: ({ state }, { data, at, actor }) => {
    state.stopGaps.push({ ...data, setAt: at, by: actor, endedAt: null });
    state.activeAt = at;
  },
  stopGapMoved: ({ state }, { data }) => {
    byIdIn(state.stopGaps, data.id).until = data.until;
  },
  stopGapEnded: ({ state }, { data, at }) => {
    byIdIn(state.stopGaps, data.id).endedAt = at;
  },
};

type State = Parameters<(typeof workSteps)['impactStated']>[0]['state'];

/** Impact begins with the first interval and is over when the last one is, unless somebody stated otherwise. */
export function setImpactTimes(state: State): void {
  const hurting = state.impact.filter((one) => one.level !== 'none' && one.level !== 'unknown');
  const starts = hurting.map((one) => one.from).sort();
  const ends = hurting.flatMap((one) => one.until ?? []).sort();
  if (!state.stated.impactStart && starts[0]) state.times.impactStart = starts[0];
  if (state.stated.impactEnd) return;
  const last = ends.at(-1);
  if (last && ends.length === hurting.length) state.times.impactEnd = last;
  else delete state.times.impactEnd;
}
