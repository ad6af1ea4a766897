/** The lines of the log. An edit replaces what is shown and stays in the stream; nothing that was said is ever lost. */
import type { Entry } from '@muster/contract/respond/state';
import type { Folded, Steps } from './fold-step.ts';

type Log = 'entryAdded' | 'entryChanged' | 'entrySettled' | 'entryReopened' | 'entryPinned' | 'quietChanged';

export const logSteps: Steps<Log> = {
  entryAdded: ({ state, entries }, { seq, data, at, actor, evidence }) => {
    const added = { seq, recordedAt: at, by: actor, evidence, settled: null, edits: 0, pinned: false };
    entries.set(data.id, { ...data, ...added });
    state.entryCount += 1;
    state.activeAt = at;
    if (data.kind === 'attempt' || data.kind === 'decision') state.optionAt = at;
    keepOpen(state, entryIn({ state, entries }, data.id));
  },
  entryChanged: (folded, { data, at }) => {
    const entry = entryIn(folded, data.id);
    const { detail, ...given } = data;
    Object.assign(entry, given);
    entry.detail = { ...entry.detail, ...detail };
    entry.edits += 1;
    folded.state.activeAt = at;
    keepOpen(folded.state, entry);
  },
  entrySettled: (folded, { data, at, actor }) => {
    const entry = entryIn(folded, data.id);
    entry.state = data.state;
    entry.settled = { at, by: actor.name, text: data.text };
    if (data.result) entry.detail = { ...entry.detail, result: data.result };
    folded.state.activeAt = at;
    keepOpen(folded.state, entry);
  },
  entryReopened: (folded, { data }) => {
    const entry = entryIn(folded, data.id);
    Object.assign(entry, { state: 'open', settled: null });
    keepOpen(folded.state, entry);
  },
  entryPinned: (folded, { data }) => {
    entryIn(folded, data.id).pinned = data.pinned;
  },
  quietChanged: ({ state }, { data, at }) => {
    state.quiet = data.quiet ? { by: data.person, since: at } : null;
  },
};

/** What waits to be settled stands in the state too, so that a clock and the top card need not read the log. */
function keepOpen(state: Folded['state'], { id, kind, text, detail, state: stands }: Entry): void {
  state.open = state.open.filter((one) => one.id !== id);
  const dueAt = detail.dueAt ?? detail.revisitAt ?? null;
  if (stands !== 'open' && stands !== 'tripped') return;
  state.open.push({
    id,
    kind,
    text: text.slice(0, 200),
    person: detail.person ?? null,
    dueAt,
    matches: detail.matches ?? null,
  });
}

/** Whoever changes an entry has loaded it first. */
function entryIn({ entries }: Folded, id: string): Entry {
  const found = entries.get(id);
  if (!found) throw new Error(`an event is about the entry ${id}, which was not loaded`);
  return found;
}
