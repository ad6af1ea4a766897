/** What the kinds of lines mean to machines: which wait to be settled, how each may end, what may be said with each. */
import type { EntryDetail, EntryKind, entryStates } from './state.ts';

export type EntryState = (typeof entryStates)[number];

/** A decision waits where objections are asked for until a time, or where it is to be looked at again. */
export function firstStateOf(kind: EntryKind, { result, dueAt, revisitAt }: EntryDetail): EntryState {
  if (kind === 'note' || kind === 'finding') return 'settled';
  if (kind === 'attempt') return result === undefined ? 'open' : 'settled';
  if (kind === 'decision') return dueAt === undefined && revisitAt === undefined ? 'settled' : 'open';
  return 'open';
}

/** How a line of each kind may end. */
export const endingsOf: Readonly<Record<EntryKind, readonly EntryState[]>> = {
  note: [],
  finding: [],
  hypothesis: ['confirmed', 'ruled-out'],
  attempt: ['settled'],
  decision: ['settled', 'ruled-out'],
  tripwire: ['tripped', 'settled'],
  question: ['settled'],
  later: ['settled'],
};

type Part = Exclude<keyof EntryDetail, 'evidence' | 'aside'>;

/** Which parts belong to which kind; `about` belongs to all. */
export const partsOf: Readonly<Record<EntryKind, readonly Part[]>> = {
  note: ['about'],
  finding: ['about'],
  hypothesis: ['about', 'person', 'dueAt'],
  attempt: ['about', 'person', 'dueAt', 'result'],
  decision: ['about', 'known', 'options', 'objections', 'revisitAt', 'dueAt', 'person'],
  tripwire: ['about', 'meaning', 'step', 'matches', 'raiseTo'],
  question: ['about', 'person', 'dueAt'],
  later: ['about', 'person', 'dueAt'],
};
