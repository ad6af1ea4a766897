/**
 * What stands on a status page. A notice is one incident in the words for the page's readers; its updates tell, in
 * their order, how far the work is and what works. What waits for a second person, was refused or was taken back
 * changes nothing. The state of a component is never kept: it follows from the notices that go on.
 */
import type { ComponentState } from '@muster/contract/inform/status-pages';
import type { updateStates } from '@muster/contract/inform/updates';

export type UpdateState = (typeof updateStates)[number];

export interface Told {
  id: string;
  state: ComponentState;
}

/** An update as it was put on a page. `title` and `state` are null where the one before holds. */
export interface StoredUpdate {
  id: string;
  update: string | null;
  title: string | null;
  state: UpdateState | null;
  text: string;
  components: readonly Told[];
  at: string;
  by: string;
  editedAt: string | null;
  retractedAt: string | null;
  waiting: boolean;
  refused: boolean;
}

export interface StoredNotice {
  id: string;
  incident: string | null;
  createdAt: string;
  /** Oldest first. */
  updates: readonly StoredUpdate[];
}

/** An update with what it changed: which component was what before. */
export interface ShownUpdate extends StoredUpdate {
  state: UpdateState;
  changes: readonly { id: string; from: ComponentState; to: ComponentState }[];
}

export interface Notice {
  id: string;
  incident: string | null;
  title: string;
  state: UpdateState;
  /** The worst that any component was because of it. */
  worst: ComponentState;
  createdAt: string;
  updatedAt: string;
  monitoringAt: string | null;
  resolvedAt: string | null;
  /** What each component that it names is because of it, now. */
  components: ReadonlyMap<string, ComponentState>;
  /** Oldest first; those that were taken back are among them, those that wait or were refused are not. */
  updates: readonly ShownUpdate[];
}

export const ranks: Record<ComponentState, number> = {
  operational: 0,
  under_maintenance: 1,
  degraded_performance: 2,
  partial_outage: 3,
  major_outage: 4,
};

export function worse(a: ComponentState, b: ComponentState): ComponentState {
  return ranks[b] > ranks[a] ? b : a;
}

/** What a page shows of a notice; null where nothing of it may be shown. */
export function shownOf(stored: StoredNotice): Notice | null {
  const updates = stored.updates.filter((one) => !one.waiting && !one.refused);
  const [first] = updates;
  if (!first) return null;
  const folded = updates.reduce(step, begun());
  return {
    id: stored.id,
    incident: stored.incident,
    createdAt: first.at,
    state: folded.state,
    worst: folded.worst,
    components: folded.now,
    updates: folded.updates,
    title: folded.title ?? first.title ?? '',
    updatedAt: updates.map((one) => one.retractedAt ?? one.editedAt ?? one.at).reduce(later),
    monitoringAt: folded.monitoringAt,
    resolvedAt: folded.state === 'resolved' ? folded.resolvedAt : null,
  };
}

interface Folded {
  title: string | null;
  state: UpdateState;
  worst: ComponentState;
  now: ReadonlyMap<string, ComponentState>;
  monitoringAt: string | null;
  resolvedAt: string | null;
  updates: readonly ShownUpdate[];
}

function begun(): Folded {
  return {
    title: null,
    state: 'investigating',
    worst: 'operational',
    now: new Map(),
    monitoringAt: null,
    resolvedAt: null,
    updates: [],
  };
}

/** What was taken back stays to be read, and says nothing any more. */
function step(before: Folded, update: StoredUpdate): Folded {
  const state = update.state ?? before.state;
  if (update.retractedAt !== null)
    return { ...before, updates: [...before.updates, { ...update, state, changes: [] }] };
  const told = state === 'resolved' ? allWell(before.now, update.components) : update.components;
  const now = new Map([...before.now, ...told.map((one) => [one.id, one.state] as const)]);
  const changes = told.map((one) => ({
    id: one.id,
    from: before.now.get(one.id) ?? ('operational' as const),
    to: one.state,
  }));
  return {
    title: update.title ?? before.title,
    state,
    worst: [...now.values()].reduce(worse, before.worst),
    now,
    monitoringAt: state === 'monitoring' ? (before.monitoringAt ?? update.at) : before.monitoringAt,
    resolvedAt: state !== 'resolved' ? null : before.state === 'resolved' ? before.resolvedAt : update.at,
    updates: [...before.updates, { ...update, state, changes }],
  };
}

/** With the end of an incident everything that it had touched works again: whoever says otherwise goes on with it. */
function allWell(now: ReadonlyMap<string, ComponentState>, also: readonly Told[]): Told[] {
  const ids = new Set([...now.keys(), ...also.map((one) => one.id)]);
  return [...ids].map((id) => ({ id, state: 'operational' }));
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}

export interface StateSpan {
  from: string;
  until: string | null;
  state: ComponentState;
}

/** When a component was not well, as the notice told it: from each update until the next that says otherwise. */
export function spansOf(notice: Notice, component: string): StateSpan[] {
  const spans: StateSpan[] = [];
  for (const { at, changes } of notice.updates) {
    const change = changes.find((one) => one.id === component);
    if (!change) continue;
    const open = spans.at(-1);
    if (open?.until === null) open.until = at;
    if (change.to !== 'operational') spans.push({ from: at, until: null, state: change.to });
  }
  return spans;
}

/** Whether it goes on. */
export function isOpen(notice: Pick<Notice, 'state'>): boolean {
  return notice.state !== 'resolved';
}
