/** The lines of the log. An edit replaces what is shown and stays in the stream; nothing that was said is ever lost. */
import { cut } from '@muster/contract/platform/cut';
import { firstStateOf } from '@muster/contract/respond/entry-kinds';
import type { Entry } from '@muster/contract/respond/state';
import type { Folded, Steps } from './fold-step.ts';

type Log =
  | 'fileAdded'
  | 'fileRemoved'
  | 'entryAdded'
  | 'entryChanged'
  | 'entrySettled'
  | 'entryReopened'
  | 'entryPinned'
  | 'quietChanged';

export const logSteps: Steps<Log> = {
  entryAdded: ({ state, entries }, { seq, data, at, actor, evidence }) => {
    const added = {
      seq,
      changed: seq,
      recordedAt: at,
      by: actor,
      evidence,
      settled: null,
      edits: 0,
      pinned: false,
    };
    entries.set(data.id, { ...data, ...added });
    state.entryCount += 1;
    state.activeAt = at;
    if (data.kind === 'attempt' || data.kind === 'decision') state.optionAt = at;
    keepOpen(state, entryIn({ state, entries }, data.id));
  },
  entryChanged: (folded, { data, at, seq }) => {
    const entry = touched(folded, data.id, seq);
    const { detail, ...given } = data;
    const isOther = given.kind !== undefined && given.kind !== entry.kind;
    Object.assign(entry, given);
    entry.detail = { ...entry.detail, ...detail };
    // What becomes another kind of line begins anew as one.
    if (isOther) Object.assign(entry, { state: firstStateOf(entry.kind, entry.detail), settled: null });
    // Evidence and objections are added to a line; they correct nothing.
    if (Object.keys(given).length > 1 || !isAddition(detail)) entry.edits += 1;
    folded.state.activeAt = at;
    keepOpen(folded.state, entry);
  },
  entrySettled: (folded, { data, at, actor, seq }) => {
    const entry = touched(folded, data.id, seq);
    entry.state = data.state;
    entry.settled = { at, by: actor.name, text: data.text };
    if (data.result) entry.detail = { ...entry.detail, result: data.result };
    folded.state.activeAt = at;
    keepOpen(folded.state, entry);
  },
  entryReopened: (folded, { data, seq }) => {
    const entry = touched(folded, data.id, seq);
    // Without its result, an attempt is under way again; a note that was taken back by mistake just stands.
    delete entry.detail.result;
    Object.assign(entry, { state: firstStateOf(entry.kind, entry.detail), settled: null });
    keepOpen(folded.state, entry);
  },
  entryPinned: (folded, { data, seq }) => {
    touched(folded, data.id, seq).pinned = data.pinned;
  },
  fileAdded: (folded, { data, at, seq }) => {
    const entry = touched(folded, data.id, seq);
    const { file, name, type, size } = data;
    entry.files = [...(entry.files ?? []), { id: file, name, type, size }];
    folded.state.activeAt = at;
  },
  fileRemoved: (folded, { data, seq }) => {
    const entry = touched(folded, data.id, seq);
    entry.files = (entry.files ?? []).filter((one) => one.id !== data.file);
  },
  quietChanged: ({ state }, { data, at }) => {
    state.quiet = data.quiet ? { by: data.person, since: at } : null;
  },
};

/** What waits to be settled stands in the state too, so that a clock and the top card need not read the log. */
function keepOpen(state: Folded['state'], { id, kind, text, detail, state: stands, settled }: Entry): void {
  state.open = state.open.filter((one) => one.id !== id);
  const dueAt = detail.dueAt ?? detail.revisitAt ?? null;
  if (stands !== 'open' && stands !== 'tripped') return;
  state.open.push({
    id,
    kind,
    text: cut(text, 200),
    person: detail.person ?? null,
    dueAt,
    matches: detail.matches ?? null,
    ...(stands === 'tripped' ? { tripped: true, ...(settled && { trippedAt: settled.at }) } : {}),
    ...(detail.step === undefined ? {} : { step: cut(detail.step, 500) }),
    ...(detail.raiseTo === undefined ? {} : { raiseTo: detail.raiseTo }),
  });
}

function isAddition(detail: Entry['detail'] = {}): boolean {
  return Object.keys(detail).every((part) => part === 'evidence' || part === 'objections');
}

function touched(folded: Folded, id: string, seq: number): Entry {
  return Object.assign(entryIn(folded, id), { changed: seq });
}

/** Whoever changes an entry has loaded it first. */
function entryIn({ entries }: Folded, id: string): Entry {
  const found = entries.get(id);
  if (!found) throw new Error(`an event is about the entry ${id}, which was not loaded`);
  return found;
}
