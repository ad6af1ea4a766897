/**
 * What may become of a line of the log (R42, R57, P7): written with what belongs to its kind, corrected by whoever
 * wrote it or keeps the record, settled by anybody who knows, taken back, never lost.
 */
import { mostEntries } from '@muster/contract/respond/entries';
import { endingsOf, firstStateOf, partsOf } from '@muster/contract/respond/entry-kinds';
import type { NewEvent } from '@muster/contract/respond/events';
import type { Entry, EntryDetail, EntryKind, IncidentState } from '@muster/contract/respond/state';
import { notFound, Refusal, wrong } from '../../platform/refusal.ts';
import type { Wisher } from '../access/model.ts';
import { commander } from '../stream/fold-people.ts';
import type { Folded } from '../stream/model.ts';

export interface Asked {
  wisher: Wisher;
  now: string;
}

/** What is known outside of the incident: names of severities, and what is wrong with a condition. */
export interface Known {
  severities: readonly string[];
  problemOf(condition: string): string | null;
}

export type Parts = Omit<EntryDetail, 'evidence' | 'aside'>;

export interface NewEntry {
  id: string;
  kind: EntryKind;
  text: string;
  at: string | null;
  evidence: string | null;
  pinned: boolean;
  parts: Parts;
}

export function decideAdded(
  folded: Folded,
  given: NewEntry,
  { known, wisher, now }: Asked & { known: Known },
): NewEvent[] {
  const { state } = folded;
  if (state.entryCount >= mostEntries)
    throw new Refusal('conflict', `The log of an incident has at most ${mostEntries} lines.`);
  const { id, kind, text, evidence } = given;
  refuseForeignParts(kind, given.parts);
  refuseWrongParts(folded, given.parts, known, now);
  const detail = { ...given.parts, ...(isAside(state, wisher) ? { aside: true } : {}) };
  const at = given.at === null ? now : past('/at', given.at, now);
  const data = { id, kind, text, detail, state: firstStateOf(kind, detail), at };
  return [
    {
      type: 'entryAdded',
      data,
      ...(given.at === null ? {} : { statedAt: at }),
      ...(evidence === null ? {} : { evidence }),
    },
    ...(given.pinned ? [{ type: 'entryPinned', data: { id, pinned: true } } as const] : []),
  ];
}

export interface Correction {
  text?: string | undefined;
  at?: string | undefined;
  kind?: EntryKind | undefined;
  parts: Parts;
}

/** Only what differs becomes an event. */
export function decideCorrected(
  folded: Folded,
  id: string,
  given: Correction,
  { known, wisher, now }: Asked & { known: Known },
): NewEvent[] {
  const entry = standing(folded, id);
  refuseStranger(folded.state, entry, wisher);
  const kind = given.kind ?? entry.kind;
  refuseForeignParts(kind, given.parts);
  refuseWrongParts(folded, given.parts, known, now);
  const at = given.at === undefined ? undefined : past('/at', given.at, now);
  const parts = Object.entries(given.parts).filter(
    ([name, value]) => !isSame(value, Reflect.get(entry.detail, name)),
  );
  const data = {
    ...(given.text !== undefined && given.text !== entry.text ? { text: given.text } : {}),
    ...(at !== undefined && at !== entry.at ? { at } : {}),
    ...(kind === entry.kind ? {} : { kind }),
    ...(parts.length === 0 ? {} : { detail: Object.fromEntries(parts) }),
  };
  return Object.keys(data).length === 0 ? [] : [{ type: 'entryChanged', data: { id, ...data } }];
}

export interface Ending {
  state: 'settled' | 'ruled-out' | 'confirmed' | 'tripped';
  result?: Entry['detail']['result'] | undefined;
  text: string;
}

/** Anybody who knows may say how it ended; said again alike, it changes nothing. */
export function decideSettled(folded: Folded, id: string, ending: Ending): NewEvent[] {
  const entry = standing(folded, id);
  const { kind } = entry;
  const { state, result, text } = ending;
  if (!endingsOf[kind].includes(state)) throw wrong('/state', `A ${kind} does not end as "${state}".`);
  if (result !== undefined && kind !== 'attempt') throw wrong('/result', 'Only an attempt has a result.');
  if (kind === 'attempt' && result === undefined) throw wrong('/result', 'Say whether it worked.');
  if (kind === 'question' && text === '') throw wrong('/text', 'Say the answer.');
  if (entry.state === state && entry.detail.result === result && (entry.settled?.text ?? '') === text)
    return [];
  if (entry.state !== 'open' && entry.state !== 'tripped')
    throw new Refusal('conflict', `It is ${entry.state} already. Reopen it to say otherwise.`);
  return [{ type: 'entrySettled', data: { id, state, text, ...(result ? { result } : {}) } }];
}

export function decideReopened(folded: Folded, id: string, reason: string): NewEvent[] {
  const entry = entryOf(folded, id);
  const wasSettled = firstStateOf(entry.kind, { ...entry.detail, result: undefined }) === 'open';
  if (entry.state === 'open' || (entry.state === 'settled' && !wasSettled))
    throw new Refusal('conflict', 'There is nothing to reopen.');
  return [{ type: 'entryReopened', data: { id, reason } }];
}

export function decidePinned(folded: Folded, id: string, pinned: boolean): NewEvent[] {
  return standing(folded, id).pinned === pinned ? [] : [{ type: 'entryPinned', data: { id, pinned } }];
}

export function decideRetracted(folded: Folded, id: string, reason: string, { wisher }: Asked): NewEvent[] {
  const entry = entryOf(folded, id);
  if (entry.state === 'retracted') return [];
  refuseStranger(folded.state, entry, wisher);
  return [{ type: 'entrySettled', data: { id, state: 'retracted', text: reason } }];
}

const mostEvidence = 100;

export function decideEvidence(
  folded: Folded,
  id: string,
  given: { for: boolean; text: string; by: string },
  { now }: Asked,
): NewEvent[] {
  const { kind, detail } = standing(folded, id);
  if (kind !== 'hypothesis') throw wrong('/id', 'Evidence belongs to a hypothesis.');
  const evidence = detail.evidence ?? [];
  if (evidence.length >= mostEvidence)
    throw new Refusal('conflict', `A hypothesis has at most ${mostEvidence} pieces of evidence.`);
  return [{ type: 'entryChanged', data: { id, detail: { evidence: [...evidence, { ...given, at: now }] } } }];
}

/** Strong objections are heard until the time that was said; whoever decides says what follows (P7). */
export function decideObjected(
  folded: Folded,
  id: string,
  { text, by }: { text: string; by: string },
): NewEvent[] {
  const { kind, detail, state } = standing(folded, id);
  if (kind !== 'decision') throw wrong('/id', 'Objections belong to a decision.');
  if (state !== 'open')
    throw new Refusal('conflict', 'This was decided. Write what speaks against it as a note.');
  const objections = detail.objections ?? [];
  if (objections.length >= 20)
    throw new Refusal('conflict', 'There are twenty objections. It is time to talk.');
  return [{ type: 'entryChanged', data: { id, detail: { objections: [...objections, `${by}: ${text}`] } } }];
}

/** The commander asks for quiet and ends it; anybody ends it where nobody commands. */
export function decideQuiet(state: IncidentState, quiet: boolean, { wisher }: Asked): NewEvent[] {
  if ((state.quiet !== null) === quiet) return [];
  const { person } = wisher;
  if (person === null) throw new Refusal('conflict', 'A person says this, and no machine.');
  const isFree = !quiet && state.commander === null;
  if (person !== state.commander && !isFree && !wisher.isAdmin)
    throw new Refusal('conflict', quiet ? 'The commander asks for quiet.' : 'The commander ends the quiet.');
  return [{ type: 'quietChanged', data: { quiet, person } }];
}

function isAside({ quiet, commander: leads }: IncidentState, { person }: Wisher): boolean {
  return quiet !== null && (person === null || person !== leads);
}

function refuseForeignParts(kind: EntryKind, parts: Parts): void {
  const allowed: readonly string[] = partsOf[kind];
  const foreign = Object.keys(parts).filter((one) => !allowed.includes(one));
  if (foreign.length === 0) return;
  throw new Refusal(
    'invalid',
    `This does not belong to a ${kind}.`,
    foreign.map((one) => ({ pointer: `/${one}`, message: `is no part of a ${kind}` })),
  );
}

function refuseWrongParts(folded: Folded, parts: Parts, known: Known, now: string): void {
  const { dueAt, revisitAt, raiseTo, matches, about } = parts;
  if (dueAt !== undefined && dueAt <= now) throw wrong('/dueAt', 'It is due in the future.');
  if (revisitAt !== undefined && revisitAt <= now)
    throw wrong('/revisitAt', 'It is looked at again in the future.');
  if (raiseTo !== undefined && !known.severities.includes(raiseTo))
    throw wrong('/raiseTo', `There is no severity "${raiseTo}".`);
  const problem = matches === undefined ? null : known.problemOf(matches);
  if (problem !== null) throw wrong('/matches', `This condition cannot be used: ${problem}.`);
  if (about !== undefined && !folded.entries.has(about))
    throw wrong('/about', 'There is no such line in this incident.');
}

/** Whoever wrote it corrects it, and whoever leads or keeps the record; what a machine wrote, everybody. */
function refuseStranger(state: IncidentState, { by }: Entry, { person, isAdmin }: Wisher): void {
  const keeps = (role: string) =>
    state.assignments.some((one) => one.role === role && one.person === person && one.until === null);
  if (by.kind !== 'person' || by.name === person || isAdmin || keeps(commander) || keeps('scribe')) return;
  throw new Refusal(
    'conflict',
    `${by.name} wrote this. Add a line of your own, or ask the scribe to correct it.`,
  );
}

function standing(folded: Folded, id: string): Entry {
  const entry = entryOf(folded, id);
  if (entry.state === 'retracted') throw new Refusal('conflict', 'This line was taken back.');
  return entry;
}

function entryOf({ entries }: Folded, id: string): Entry {
  const found = entries.get(id);
  if (!found) throw notFound('entry');
  return found;
}

/** Clocks of devices go a moment ahead; what they write now is now. */
const skewMs = 5_000;

/** The wire time of a moment that has passed. */
function past(pointer: string, given: string, now: string): string {
  const at = new Date(given).toISOString();
  if (at <= now) return at;
  if (Date.parse(at) - Date.parse(now) <= skewMs) return now;
  throw wrong(pointer, 'This has not happened yet.');
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
