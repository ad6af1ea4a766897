/**
 * An incident's record as blocks of text, in the order in which somebody reads it who was not there. It is one more fold
 * over the stream: nothing else is asked. Formats turn the blocks into what they are; what people wrote is text in each
 * of them. Long parts are given piece by piece, so that nobody holds a whole file of five thousand lines.
 *
 * The sections that the Incident Command System has forms for carry their numbers (practice.md 6.7): 201 briefing, 203
 * organisation, 204 workstreams, 209 status summary, 214 activity.
 */
import { activeSeconds, coordinationOf, endOf, timeInStatuses } from '@muster/contract/respond/effort';
import type { IncidentEvent } from '@muster/contract/respond/events';
import { commanderRole } from '@muster/contract/respond/roles';
import type { Entry, Handoff, IncidentState } from '@muster/contract/respond/state';
import type { Folded } from '../stream/model.ts';
import { moment, namesIn, tell } from './story.ts';

export interface Line {
  at: string;
  /** Who, or what. */
  by: string;
  /** A word for what it is. */
  mark: string;
  text: string;
  /** Below it, smaller. */
  notes: string[];
}

export type Block =
  | { is: 'title'; text: string }
  | { is: 'section'; text: string }
  | { is: 'text'; text: string }
  | { is: 'facts'; rows: [string, string][] }
  | { is: 'table'; head: string[]; rows: string[][] }
  | { is: 'line'; line: Line };

export interface Recorded {
  folded: Folded;
  events: readonly IncidentEvent[];
  /** When it is taken out, and the instant that it shows. */
  madeAt: string;
  at: string;
}

/** The whole record, in order. */
export function* blocksOf(record: Recorded): Generator<Block> {
  const { folded, events } = record;
  const { state } = folded;
  yield { is: 'title', text: `${state.ref} ${state.title}` };
  yield* summary(record);
  yield* briefing(state);
  yield* times(state);
  yield* organisation(state);
  yield* impact(state);
  yield* entriesOf(folded, 'Attempts', 'attempt');
  yield* entriesOf(folded, 'Decisions', 'decision');
  yield* entriesOf(folded, 'Hypotheses', 'hypothesis');
  yield* communication(events);
  yield* work(state);
  yield* handoffs(state);
  yield* timeline(folded, events);
  yield* activity(folded, events);
}

function span(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function* summary({ folded: { state }, madeAt, at }: Recorded): Generator<Block> {
  const cost = coordinationOf(state, at);
  const end = endOf(state);
  yield { is: 'section', text: 'Status summary (ICS 209)' };
  yield {
    is: 'facts',
    rows: [
      ['As of', moment(at)],
      ...(madeAt === at ? [] : [['Taken out', moment(madeAt)] as [string, string]]),
      ['Kind', state.private ? `${state.kind}, private` : state.kind],
      ['Severity', state.severity],
      ['Status', `${state.status} (${state.category})`],
      ['Commander', state.commander ?? 'nobody'],
      ['Services', state.services.join(', ') || 'none named'],
      ['Declared', `${moment(state.declaredAt)} by ${state.declaredBy.name}`],
      ['Ended', end === null ? 'not yet' : moment(end)],
      ['Noticed by', state.source ?? 'not said'],
      ['Worked on', span(activeSeconds(state, at))],
      ...timeInStatuses(state, at).map(
        ({ status, seconds }) => [`Time in "${status}"`, span(seconds)] as [string, string],
      ),
      ['People', `${cost.people}, at most ${cost.mostAtOnce} at once, ${cost.personMinutes} people-minutes`],
      ...Object.entries(state.fields),
    ],
  };
  if (state.summary.trim() !== '') yield { is: 'text', text: state.summary };
}

function* briefing(state: IncidentState): Generator<Block> {
  const open = state.tasks.filter((one) => one.state === 'open');
  yield { is: 'section', text: 'Briefing (ICS 201)' };
  yield {
    is: 'facts',
    rows: [
      ['Plan', state.plan === null ? 'none on record' : `${state.plan.text} (${moment(state.plan.at)})`],
      ['Open tasks', open.map((one) => `${one.text} (${one.person ?? 'nobody'})`).join('; ') || 'none'],
      ['Open questions', open201(state, 'question')],
      ['Tripwires', open201(state, 'tripwire')],
      ['Stop-gaps', standing(state)],
      ['Next news', Object.values(state.nextUpdates).sort().map(moment)[0] ?? 'none promised'],
    ],
  };
}

function open201({ open }: IncidentState, kind: string): string {
  const found = open.filter((one) => one.kind === kind);
  return found.map((one) => one.text).join('; ') || 'none';
}

function standing({ stopGaps }: IncidentState): string {
  const found = stopGaps.filter((one) => one.endedAt === null);
  return (
    found.map((one) => `${one.what}${one.until ? ` until ${moment(one.until)}` : ''}`).join('; ') || 'none'
  );
}

function* times(state: IncidentState): Generator<Block> {
  yield { is: 'section', text: 'Times' };
  const rows = Object.entries(state.times)
    .sort(([, a], [, b]) => (a < b ? -1 : 1))
    .map(([name, at]) => {
      const stated = state.stated[name];
      return stated
        ? [name, moment(at), stated.source, stated.confidence, moment(stated.recordedAt)]
        : name.startsWith('impact')
          ? [name, moment(at), 'the impact, as it was stated', '', '']
          : [name, moment(at), 'recorded as it happened', '', moment(at)];
    });
  yield { is: 'table', head: ['Moment', 'At', 'Known from', 'Confidence', 'Recorded'], rows };
  yield { is: 'section', text: 'Severity and status' };
  const stretches = [
    ...state.severities.map(({ severity, ...one }) => ({ what: `severity ${severity}`, ...one })),
    ...state.statuses.map(({ status, ...one }) => ({ what: `status ${status}`, ...one })),
  ].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  yield {
    is: 'table',
    head: ['What', 'From', 'Until', 'By', 'Why'],
    rows: stretches.map((one) => [one.what, moment(one.from), end(one.until), one.by.name, one.reason]),
  };
}

const end = (at: string | null) => (at === null ? 'still' : moment(at));

function* organisation(state: IncidentState): Generator<Block> {
  yield { is: 'section', text: 'Roles (ICS 203)' };
  yield {
    is: 'table',
    head: ['Role', 'Person', 'From', 'Until', 'How', 'By'],
    rows: state.assignments.map((one) => [
      one.role,
      one.person,
      moment(one.from),
      end(one.until),
      one.how,
      one.by.name,
    ]),
  };
  yield { is: 'section', text: 'Who was here' };
  yield {
    is: 'table',
    head: ['Person', 'Joined', 'Here since', 'Released', 'Asked for'],
    rows: state.responders.map((one) => [
      one.person,
      moment(one.joinedAt),
      one.hereAt ? moment(one.hereAt) : 'not heard of',
      one.releasedAt ? moment(one.releasedAt) : 'not yet',
      one.asked ?? '',
    ]),
  };
}

function* impact(state: IncidentState): Generator<Block> {
  yield { is: 'section', text: 'Impact' };
  yield {
    is: 'table',
    head: ['From', 'Until', 'Level', 'Who and how', 'Count', 'Confidence', 'Services'],
    rows: state.impact.map((one) => [
      moment(one.from),
      end(one.until),
      one.level,
      one.who,
      one.count === null ? '' : `${one.count}`,
      one.confidence,
      one.services.join(', '),
    ]),
  };
}

function* entriesOf({ entries }: Folded, title: string, kind: Entry['kind']): Generator<Block> {
  yield { is: 'section', text: title };
  const found = inOrder([...entries.values()].filter((one) => one.kind === kind));
  if (found.length === 0) yield { is: 'text', text: 'None on record.' };
  for (const entry of found) yield { is: 'line', line: lineOf(entry) };
}

function inOrder(entries: Entry[]): Entry[] {
  return entries.sort((a, b) => (a.at === b.at ? a.seq - b.seq : a.at < b.at ? -1 : 1));
}

/** A line of the log with all that is known of it. */
export function lineOf(entry: Entry): Line {
  const { at, recordedAt, by, kind, text, state, detail, settled, edits, evidence } = entry;
  const notes = [
    ...(at === recordedAt ? [] : [`Stated; written at ${moment(recordedAt)}`]),
    ...(evidence ? [`Evidence: ${evidence}`] : []),
    ...(detail.evidence ?? []).map((one) => `${one.for ? 'For' : 'Against'} (${one.by}): ${one.text}`),
    ...(detail.known ? [`Known then: ${detail.known}`] : []),
    ...(detail.options ?? []).map((one) => `Option: ${one}`),
    ...(detail.objections ?? []).map((one) => `Objection: ${one}`),
    ...(detail.meaning ? [`It would mean: ${detail.meaning}`] : []),
    ...(detail.step ? [`Step agreed: ${detail.step}`] : []),
    ...(entry.files ?? []).map((one) => `File: ${one.name} (${one.size} bytes)`),
    ...(settled
      ? [`${state} at ${moment(settled.at)} by ${settled.by}${settled.text && `: ${settled.text}`}`]
      : []),
    ...(edits > 0 ? [`Edited ${edits === 1 ? 'once' : `${edits} times`}`] : []),
  ];
  const mark = [kind, detail.result ?? (state === 'settled' ? '' : state)].filter(Boolean).join(', ');
  return { at, by: by.name, mark, text, notes };
}

function* communication(events: readonly IncidentEvent[]): Generator<Block> {
  yield { is: 'section', text: 'Communication' };
  const said = events.filter(({ type }) => type.startsWith('update'));
  if (said.length === 0) yield { is: 'text', text: 'No news on record.' };
  for (const event of said) yield { is: 'line', line: plainLine(event, tell(event, new Map()), 'news') };
}

function plainLine({ at, statedAt, actor, evidence }: IncidentEvent, text: string, mark: string): Line {
  const notes = [
    ...(statedAt && statedAt !== at ? [`Stated for ${moment(statedAt)}`] : []),
    ...(evidence ? [`Evidence: ${evidence}`] : []),
  ];
  return { at, by: actor.name, mark, text, notes };
}

function* work(state: IncidentState): Generator<Block> {
  yield { is: 'section', text: 'Workstreams and tasks (ICS 204)' };
  const titles = new Map(state.streams.map((one) => [one.id, one.title]));
  yield {
    is: 'table',
    head: ['Workstream', 'Lead', 'Opened', 'Closed', 'Latest report'],
    rows: state.streams.map((one) => [
      one.title,
      one.lead ?? 'nobody',
      moment(one.openedAt),
      end(one.closedAt),
      one.report ? `${one.report.condition} / ${one.report.actions} / ${one.report.needs}` : '',
    ]),
  };
  yield {
    is: 'table',
    head: ['Task', 'Person', 'Part of', 'Added', 'Due', 'State', 'Result'],
    rows: state.tasks.map((one) => [
      one.text,
      one.person ?? 'nobody',
      one.stream ? (titles.get(one.stream) ?? '') : '',
      moment(one.addedAt),
      one.dueAt ? moment(one.dueAt) : '',
      one.state,
      one.result ?? '',
    ]),
  };
}

function* handoffs(state: IncidentState): Generator<Block> {
  yield { is: 'section', text: 'Handoffs' };
  if (state.handoffs.length === 0) yield { is: 'text', text: 'None on record.' };
  for (const one of state.handoffs) yield { is: 'line', line: handoffLine(one) };
}

function handoffLine(one: Handoff): Line {
  return {
    at: one.offeredAt,
    by: one.from ?? 'nobody',
    mark: one.state,
    text: `${one.role}: ${one.from ?? 'nobody'} to ${one.to}`,
    notes: [
      ...Object.entries(one.brief).map(([point, text]) => `${point}: ${text}`),
      ...Object.entries(one.missing).map(([point, why]) => `${point} left out: ${why}`),
      ...Object.entries(one.readBack ?? {}).map(([point, text]) => `Read back, ${point}: ${text}`),
      ...(one.endedAt
        ? [`${one.state} at ${moment(one.endedAt)}${one.reason ? `: ${one.reason}` : ''}`]
        : []),
    ],
  };
}

/** Lines of the log stand where they happened, as they read now; everything else where it was recorded. */
function* timeline(folded: Folded, events: readonly IncidentEvent[]): Generator<Block> {
  yield { is: 'section', text: 'Timeline' };
  const names = namesIn(folded);
  const placed = events.flatMap((event) => {
    const entry = event.type === 'entryAdded' ? folded.entries.get(event.data.id) : undefined;
    // An edit shows in the line itself.
    return event.type === 'entryChanged' ? [] : [{ at: entry?.at ?? event.at, event, entry }];
  });
  placed.sort((a, b) => (a.at === b.at ? a.event.seq - b.event.seq : a.at < b.at ? -1 : 1));
  for (const { event, entry } of placed)
    yield { is: 'line', line: entry ? lineOf(entry) : plainLine(event, tell(event, names), '') };
}

/** Who did what in which role. By name, never by how much: it is a record of work and no ranking (R48). */
function* activity(folded: Folded, events: readonly IncidentEvent[]): Generator<Block> {
  const names = namesIn(folded);
  for (const { person, role, acts } of activityOf(folded.state, events)) {
    yield { is: 'section', text: `Activity of ${person}, ${role} (ICS 214)` };
    for (const event of acts) yield { is: 'line', line: plainLine(event, tell(event, names), '') };
  }
}

export interface Activity {
  person: string;
  /** The role that they held when they did it; `responder` without one. */
  role: string;
  acts: IncidentEvent[];
}

export function activityOf(state: IncidentState, events: readonly IncidentEvent[]): Activity[] {
  const found = new Map<string, Activity>();
  for (const event of events) {
    if (event.actor.kind !== 'person') continue;
    const person = event.actor.name;
    const role = roleAt(state, person, event.at);
    const key = `${person} ${role}`;
    const one = found.get(key) ?? { person, role, acts: [] };
    one.acts.push(event);
    found.set(key, one);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

/** Of several roles at once the command counts. */
function roleAt({ assignments }: IncidentState, person: string, at: string): string {
  const held = assignments.filter(
    (one) => one.person === person && one.from <= at && (one.until === null || at < one.until),
  );
  return (held.find((one) => one.role === commanderRole) ?? held[0])?.role ?? 'responder';
}
