/** Severity, status, and what the incident is called: each change closes an interval and opens the next. */
import type { IncidentEvent } from '@muster/contract/respond/events';
import type { IncidentState } from '@muster/contract/respond/state';
import type { Folded, Steps } from './fold-step.ts';
import { setImpactTimes } from './fold-work.ts';

type Lifecycle =
  | 'declared'
  | 'detailsChanged'
  | 'servicesChanged'
  | 'severityChanged'
  | 'statusChanged'
  | 'timeStated'
  | 'editedAfterClose'
  | 'closingExcepted'
  | 'privacyChanged'
  | 'memberAdded'
  | 'memberRemoved';

/** The moment that a category stands for, first and last time. Reopening takes the end away again. */
const endings = { 'post-incident': 'resolved', closed: 'closed', cancelled: 'cancelled' } as const;

/** So many are told with the incident; the stream has them all. */
const mostLateEdits = 200;

export const lifecycleSteps: Steps<Lifecycle> = {
  declared: () => {
    throw new Error('an incident is declared once');
  },
  detailsChanged: ({ state }, { data }) => {
    const { fields, ...given } = data;
    Object.assign(state, given);
    Object.assign(state.fields, fields);
  },
  servicesChanged: ({ state }, { data }) => {
    state.services = data.services;
  },
  severityChanged: ({ state }, { data, at, actor }) => {
    close(state.severities, at);
    state.severities.push(severityFrom(data, data.reason, { from: at, until: null, by: actor }));
    state.severity = data.severity;
    state.rule = data.rule;
    state.activeAt = at;
  },
  statusChanged: ({ state }, { data, at, statedAt, actor }) => {
    close(state.statuses, at);
    state.statuses.push({ ...data, from: at, until: null, by: actor });
    state.status = data.status;
    state.category = data.category;
    state.activeAt = at;
    if (!isLive(data.category)) state.commandPage = null;
    setEndings(state, statedAt ?? at);
  },
  timeStated: ({ state }, { data, at }) => {
    const { name, at: moment, source, confidence } = data;
    if (moment === null) {
      delete state.times[name];
      delete state.stated[name];
      return;
    }
    state.times[name] = moment;
    state.stated[name] = { at: moment, recordedAt: at, source, confidence };
  },
  editedAfterClose: ({ state }, { data, at, actor }) => {
    state.lateEdits = [...(state.lateEdits ?? []), { ...data, at, by: actor }].slice(-mostLateEdits);
  },
  closingExcepted: ({ state }, { data, at, actor }) => {
    state.exceptions.push({ ...data, at, by: actor });
  },
  privacyChanged: ({ state }, { data }) => {
    state.private = data.private;
  },
  memberAdded: ({ state }, { data }) => {
    if (!state.members.includes(data.person)) state.members.push(data.person);
    state.barred = state.barred.filter((one) => one !== data.person);
  },
  memberRemoved: ({ state }, { data }) => {
    state.members = state.members.filter((one) => one !== data.person);
    if (!state.barred.includes(data.person)) state.barred.push(data.person);
  },
};

function close(intervals: { until: string | null }[], at: string): void {
  const open = intervals.at(-1);
  if (open) open.until = at;
}

/** What is open has no end; what passed an end before keeps the moment at which it did. */
function setEndings(state: Folded['state'], at: string): void {
  const { category } = state;
  if (isLive(category)) {
    for (const name of Object.values(endings)) delete state.times[name];
    return;
  }
  if (category === 'merged') return;
  state.times[endings[category]] = at;
}

/** Whether the response goes on, be it at rest. The page that looks for a commander ends with it. */
function isLive(
  category: Folded['state']['category'],
): category is Extract<Folded['state']['category'], 'triage' | 'active' | 'paused'> {
  return category === 'triage' || category === 'active' || category === 'paused';
}

type Severity = Folded['state']['severities'][number];

export function severityFrom(
  { severity, rule }: { severity: string; rule: Folded['state']['rule'] },
  reason: string,
  interval: Pick<Severity, 'from' | 'until' | 'by'>,
): Severity {
  const { rank, cadence, rolesRequired } = rule;
  return { severity, rank, cadence, roles: rolesRequired, reason, ...interval };
}

/** What another tool knew: moments, impact and names are as it said, and each says that it was taken in. */
export const importedSteps: Steps<'imported'> = {
  imported: ({ state }, event) => {
    const { data, at } = event;
    // When it was taken in is not when it was declared: who says nothing about that leaves it unknown.
    if (event.seq === 2) delete state.times.declared;
    state.imported = { sourceId: data.sourceId, at: state.imported?.at ?? at };
    setTexts(state, event);
    setTimes(state, event);
    setImpact(state, event);
    state.declaredAt = placeOf(state);
  },
};

function setTexts(state: IncidentState, { data, at, actor }: IncidentEvent<'imported'>): void {
  state.title = data.title ?? state.title;
  state.summary = data.summary ?? state.summary;
  state.services = data.services ?? state.services;
  if (!data.severity) return;
  const { severity, rule } = data.severity;
  state.severities = [severityFrom({ severity, rule }, '', { from: at, until: null, by: actor })];
  state.severity = severity;
  state.rule = rule;
}

function setTimes(state: IncidentState, { data, at }: IncidentEvent<'imported'>): void {
  for (const [name, moment] of Object.entries(data.times)) {
    if (moment === null) {
      delete state.times[name];
      delete state.stated[name];
      continue;
    }
    state.times[name] = moment;
    state.stated[name] = { at: moment, recordedAt: at, source: 'imported', confidence: 'medium' };
  }
}

function setImpact(state: IncidentState, { data, at, actor }: IncidentEvent<'imported'>): void {
  if (data.impact)
    state.impact = data.impact.map((one) => ({
      ...one,
      who: '',
      count: null,
      confidence: 'medium',
      services: [],
      consequences: [],
      statedAt: at,
      by: actor,
      revisions: 0,
    }));
  setImpactTimes(state);
}

/** Where it stands in lists: when it was declared, or as near to that as anybody knows. */
function placeOf({ times, declaredAt }: IncidentState): string {
  const near = times.declared ?? times.detected ?? times.firstSignal ?? times.impactStart;
  return near ?? Object.values(times).sort()[0] ?? declaredAt;
}
