/**
 * The draft that the record makes (R84, R85): one more fold over an incident's stream. A row of the timeline is known by
 * the number of its event, which is its evidence; a line that somebody wrote from memory, for an earlier instant and
 * without evidence, is a recollection (P25).
 */
import type { DraftedRecord, RecordLine } from '@muster/contract/learn/retrospectives';
import { coordinationOf, endOf } from '@muster/contract/respond/effort';
import type { IncidentEvent } from '@muster/contract/respond/events';
import type { Entry, IncidentState } from '@muster/contract/respond/state';
import { findPerson } from '../../catalog/index.ts';
import { callsBetween, inWorkingHours } from '../../oncall/index.ts';
import type { Query } from '../../platform/db.ts';
import { type Folded, type Line, lineOf, namesIn, tell } from '../../respond/index.ts';
import { type Measured, measuredOf, minutesOf } from '../figure/model.ts';
import { toldOf } from '../scorecard/model.ts';
import type { DraftedRow } from '../timeline/model.ts';
import type { Call } from './calls.ts';

export interface Draft {
  record: DraftedRecord;
  rows: DraftedRow[];
  figures: Measured[];
}

/** So many rows are drafted; a longer record is read where it is. */
const mostRows = 2_000;

interface Around {
  madeAt: string;
  /** Whom the pages of the incident called. */
  calls: readonly Call[];
}

export function draftOf(folded: Folded, events: readonly IncidentEvent[], around: Around): Draft {
  return {
    record: recordOf(folded, events, around),
    rows: rowsOf(folded, events).slice(0, mostRows),
    figures: measuredOf(folded.state, around.calls, around.madeAt),
  };
}

function recordOf(
  folded: Folded,
  events: readonly IncidentEvent[],
  { madeAt, calls }: Around,
): DraftedRecord {
  const { state } = folded;
  const linesOf = (kind: Entry['kind']) => entriesOf(folded, kind).map(lineOf);
  return {
    madeAt,
    upTo: state.version,
    facts: factsOf(state, madeAt),
    times: Object.entries(state.times)
      .sort(([, a], [, b]) => (a < b ? -1 : 1))
      .map(([name, at]) => ({ name, at, source: state.stated[name]?.source ?? 'recorded as it happened' })),
    severities: minutesBySeverity(state, madeAt),
    impact: state.impact.map(({ from, until, level, who, count }) => ({ from, until, level, who, count })),
    attempts: linesOf('attempt'),
    decisions: linesOf('decision'),
    communication: events
      .filter(({ type }) => type.startsWith('update'))
      .map((event) => told(event, tell(event, new Map()))),
    handoffs: state.handoffs.map((one) => ({
      at: one.offeredAt,
      by: one.from ?? 'nobody',
      mark: one.state,
      text: `${one.role}: ${one.from ?? 'nobody'} to ${one.to}`,
      notes: one.reason ? [one.reason] : [],
    })),
    effects: effectsOf(folded),
    later: linesOf('later'),
    roles: state.assignments.map(({ role, person, from, until }) => ({ role, person, from, until })),
    process: toldOf(state, calls),
  };
}

function entriesOf({ entries }: Folded, kind: Entry['kind']): Entry[] {
  const found = [...entries.values()].filter((one) => one.kind === kind && one.state !== 'retracted');
  return found.sort((a, b) => (a.at === b.at ? a.seq - b.seq : a.at < b.at ? -1 : 1));
}

function told({ at, actor }: IncidentEvent, text: string): RecordLine {
  return { at, by: actor.name, mark: 'news', text, notes: [] };
}

/** Attempts that made it worse or did nothing, and stop-gaps with what they left. */
function effectsOf(folded: Folded): RecordLine[] {
  const attempts = entriesOf(folded, 'attempt').filter(
    ({ detail }) => detail.result === 'worse' || detail.result === 'no-effect',
  );
  const stopGaps = folded.state.stopGaps.map((one) => ({
    at: one.setAt,
    by: one.by.name,
    mark: 'stop-gap',
    text: one.what,
    notes: one.residual === '' ? [] : [`What was left: ${one.residual}`],
  }));
  return [...attempts.map((one): Line => lineOf(one)), ...stopGaps].sort((a, b) => (a.at < b.at ? -1 : 1));
}

function factsOf(state: IncidentState, now: string): DraftedRecord['facts'] {
  const cost = coordinationOf(state, now);
  const peak = state.severities.toSorted((a, b) => b.rank - a.rank)[0]?.severity ?? state.severity;
  const counted = state.impact.flatMap(({ count }) => (count === null ? [] : [count]));
  return [
    { name: 'severityPeak', value: peak },
    { name: 'severityFinal', value: state.severity },
    { name: 'services', value: state.services.join(', ') || 'none named' },
    { name: 'detectedBy', value: state.source ?? 'not said' },
    { name: 'minutes', value: endOf(state) === null ? 'not over' : `${minutesOf(state) ?? 0}` },
    { name: 'affected', value: counted.length === 0 ? 'unknown' : `${Math.max(...counted)}` },
    { name: 'people', value: `${cost.people}` },
    { name: 'personMinutes', value: `${cost.personMinutes}` },
  ];
}

function minutesBySeverity(state: IncidentState, now: string): DraftedRecord['severities'] {
  const end = endOf(state) ?? now;
  const found = new Map<string, number>();
  for (const { severity, from, until } of state.severities) {
    const to = until !== null && until < end ? until : end;
    const ms = Math.max(0, Date.parse(to) - Date.parse(from));
    found.set(severity, (found.get(severity) ?? 0) + ms / 60_000);
  }
  return [...found].map(([severity, minutes]) => ({ severity, minutes: Math.round(minutes) }));
}

/** What nobody needs to be told to follow what happened. Promises that ran out are counted in how the response went. */
const aside =
  /^(?:clockMissed|entryChanged|entryPinned|memberAdded|memberRemoved|nudgeDismissed|contextTaken|roomChanged)$/;

function rowsOf(folded: Folded, events: readonly IncidentEvent[]): DraftedRow[] {
  const names = namesIn(folded);
  const rows = events.flatMap((event): DraftedRow[] => {
    if (aside.test(event.type)) return [];
    if (event.type !== 'entryAdded') return [rowOf(event, tell(event, names))];
    const entry = folded.entries.get(event.data.id);
    return entry && entry.state !== 'retracted' ? [rowOfEntry(event, entry)] : [];
  });
  return rows.sort((a, b) => (a.at === b.at ? (a.event ?? 0) - (b.event ?? 0) : a.at < b.at ? -1 : 1));
}

function rowOf(event: IncidentEvent, text: string): DraftedRow {
  const { seq, type, actor, evidence } = event;
  return { at: event.at, event: seq, text, by: actor.name, mark: type, evidence };
}

function rowOfEntry({ seq }: IncidentEvent, entry: Entry): DraftedRow {
  const { at, by, text, evidence, kind, detail } = entry;
  const isMemory = entry.at !== entry.recordedAt && !evidence && (entry.files ?? []).length === 0;
  const mark = detail.result ? `${kind}:${detail.result}` : kind;
  return { at, event: isMemory ? null : seq, text, by: by.name, mark, evidence };
}

/** A page may be older than the incident that it led to. */
const earlier = { hours: 24 };

/** Whom the pages of an incident called, each person once for each page. */
export async function callsFor(db: Query, state: IncidentState, now: Temporal.Instant): Promise<Call[]> {
  if (state.pages.length === 0) return [];
  const end = endOf(state);
  const from = Temporal.Instant.from(state.declaredAt).subtract(earlier);
  const until = end === null ? now : Temporal.Instant.from(end).add({ seconds: 1 });
  const own = (await callsBetween(db, from, until)).filter(({ page }) => state.pages.includes(page));
  const zones = new Map<string, string>();
  for (const person of new Set(own.map((one) => one.person)))
    zones.set(person, (await findPerson(db, person))?.timeZone ?? 'UTC');
  return own.map(({ person, at }) => {
    const timeZone = zones.get(person) ?? 'UTC';
    return { person, at, timeZone, inHours: inWorkingHours(at, timeZone).equals(at) };
  });
}
