/** Pages, other incidents, reports and rooms that belong to it; merging and its exact inverse. */
import type { Folded, Steps } from './fold-step.ts';

type Links =
  | 'pageLinked'
  | 'linked'
  | 'unlinked'
  | 'merged'
  | 'unmerged'
  | 'absorbed'
  | 'released'
  | 'roomChanged'
  | 'contextTaken';

export const linkSteps: Steps<Links> = {
  pageLinked: ({ state }, { data }) => {
    if (!state.pages.includes(data.page)) state.pages.push(data.page);
  },
  linked: ({ state }, { data, at }) => {
    state.links.push({ ...data, at });
  },
  unlinked: ({ state }, { data }) => {
    state.links = state.links.filter((one) => one.id !== data.id);
  },
  merged: ({ state }, { data, at, actor }) => {
    state.mergedInto = data.into;
    // The page that looked for a commander ends with it, and another one looks again if it is taken apart.
    state.commandPage = null;
    enter(state, {
      status: 'merged',
      category: 'merged',
      reason: data.reason ?? '',
      from: at,
      until: null,
      by: actor,
    });
  },
  unmerged: ({ state }, { data, at, actor }) => {
    state.mergedInto = null;
    const before = state.statuses.at(-2);
    if (!before) throw new Error('an incident that was merged had a status before');
    const { status, category } = before;
    enter(state, { status, category, reason: data.reason, from: at, until: null, by: actor });
  },
  absorbed: ({ state }, { data }) => {
    state.absorbed.push(data.ref);
  },
  released: ({ state }, { data }) => {
    state.absorbed = state.absorbed.filter((one) => one !== data.ref);
  },
  roomChanged: ({ state }, { data }) => {
    Object.assign(state, data);
  },
  contextTaken: ({ state }, { data }) => {
    state.snapshot = data;
  },
};

function enter(state: Folded['state'], next: Folded['state']['statuses'][number]): void {
  const open = state.statuses.at(-1);
  if (open) open.until = next.from;
  state.statuses.push(next);
  state.status = next.status;
  state.category = next.category;
}
