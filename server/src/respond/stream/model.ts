/**
 * What an incident is: its stream of events, and the state that they fold to. Nothing else is true: every screen,
 * figure and export is made from this fold, so that any past instant can be shown (practice.md 2.1). The log's entries
 * are folded apart from the rest because there may be thousands; a change loads only those that it touches.
 *
 * Invariants: seq counts from 1 without gaps; at most one commander at any instant; intervals of severity and status
 * follow each other without a gap; an entry, task or claim is ended at most once at a time.
 */
import type { EventType, IncidentEvent } from '@muster/contract/respond/events';
import type { Entry, IncidentState } from '@muster/contract/respond/state';
import { nextUpdates } from '../clock/cadence.ts';
import { clockSteps, newsSteps, watchSteps } from './fold-clocks.ts';
import { importedSteps, lifecycleSteps, severityFrom } from './fold-lifecycle.ts';
import { linkSteps } from './fold-links.ts';
import { logSteps } from './fold-log.ts';
import { obligationSteps } from './fold-obligations.ts';
import { arrive, peopleSteps } from './fold-people.ts';
import type { Folded, Steps } from './fold-step.ts';
import { workSteps } from './fold-work.ts';

export type { Folded } from './fold-step.ts';

const steps: Steps<EventType> = {
  ...lifecycleSteps,
  ...importedSteps,
  ...peopleSteps,
  ...logSteps,
  ...workSteps,
  ...linkSteps,
  ...clockSteps,
  ...newsSteps,
  ...watchSteps,
  ...obligationSteps,
};

/** What stands after these events. What was given is left as it was. The first event of a stream is `declared`. */
export function fold(before: Folded | null, events: readonly IncidentEvent[]): Folded {
  const [first, ...rest] = events;
  const folded = before ? structuredClone(before) : born(first);
  for (const event of before ? events : rest) take(folded, event);
  folded.state.nextUpdates = nextUpdates(folded.state);
  return folded;
}

function born(first: IncidentEvent | undefined): Folded {
  if (first?.type !== 'declared') throw new Error('a stream begins with "declared"');
  const { data, at, actor, seq } = first;
  const from = { from: at, until: null, by: actor };
  const state: IncidentState = {
    ...nothingYet(),
    id: first.incident,
    ref: data.ref,
    version: seq,
    title: data.title,
    summary: data.summary,
    kind: data.kind,
    private: data.private,
    type: data.type,
    source: data.source,
    severity: data.severity,
    rule: data.rule,
    status: data.status,
    category: data.category,
    declaredAt: at,
    declaredBy: actor,
    members: data.members,
    services: data.services,
    times: { declared: at, ...(data.startedAt ? { impactStart: data.startedAt } : {}) },
    severities: [severityFrom(data, '', from)],
    statuses: [{ status: data.status, category: data.category, reason: '', ...from }],
    call: data.call,
    ...(data.fallbackCall ? { fallbackCall: data.fallbackCall } : {}),
    chat: data.chat,
    fields: data.fields,
    replannedAt: at,
    activeAt: at,
    limits: data.limits,
  };
  return { state, entries: new Map() };
}

/** What an incident has none of when it begins; anew each time, because the fold writes into it. */
function nothingYet() {
  return {
    assignments: [],
    handoffs: [],
    responders: [],
    barred: [],
    impact: [],
    stated: {},
    tasks: [],
    claims: [],
    streams: [],
    pages: [],
    links: [],
    absorbed: [],
    mergedInto: null,
    snapshot: null,
    updates: {},
    nextUpdates: {},
    consequences: [],
    stopGaps: [],
    exceptions: [],
    quiet: null,
    plan: null,
    optionAt: null,
    entryCount: 0,
    open: [],
    missed: [],
    dismissed: [],
    commander: null,
    commandPage: null,
    roles: {},
  };
}

/** The table of steps holds one for each type, so that the step found takes exactly this event. */
function take(folded: Folded, event: IncidentEvent): void {
  const step = steps[event.type] as (folded: Folded, event: IncidentEvent) => void;
  step(folded, event);
  arrive(folded.state, event);
  folded.state.version = event.seq;
}

/** Who may see a private incident: its members, and whoever holds a role or is offered one, responds or declared it. */
export function insidersOf(state: IncidentState): string[] {
  const { declaredBy, barred } = state;
  const declarer = declaredBy.kind === 'person' && !barred.includes(declaredBy.name) ? [declaredBy.name] : [];
  const holders = state.assignments.filter((one) => one.until === null).map((one) => one.person);
  const responding = state.responders.filter((one) => one.releasedAt === null).map((one) => one.person);
  const offered = state.handoffs.filter((one) => one.state === 'offered').map((one) => one.to);
  return [...new Set([...declarer, ...state.members, ...holders, ...responding, ...offered])].sort(byText);
}

/** Newest first, as the log is read. */
export function latestFirst(entries: Iterable<Entry>): Entry[] {
  return [...entries].sort((a, b) => b.seq - a.seq);
}

/** Whether the response still goes on: what is paused does, what is resolved does not. */
export function isOpen({ category }: Pick<IncidentState, 'category'>): boolean {
  return category === 'triage' || category === 'active' || category === 'paused';
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
