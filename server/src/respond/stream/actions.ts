/**
 * The one way by which anything is added to an incident's stream: lock, fold, decide, append, in the transaction of the
 * action that asked. Every slice of this stage, and those to the right, change an incident through it.
 */
import type { IncidentEvent, NewEvent } from '@muster/contract/respond/events';
import { incidentChanged } from '@muster/contract/respond/news';
import type { IncidentActor, IncidentState } from '@muster/contract/respond/state';
import { endPages } from '../../oncall/index.ts';
import type { Act } from '../../platform/act.ts';
import { sha256 } from '../../platform/audit/chain.ts';
import { Refusal } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { incidentActor, refuseEndless, seen } from '../access/model.ts';
import { watchedOf } from '../clock/running.ts';
import { askedPages, callsOf } from './fold-people.ts';
import { type Folded, fold, insidersOf, isOpen } from './model.ts';
import {
  type Appended,
  findIncident,
  insertIncident,
  loadEntries,
  lockIncident,
  saveIncident,
  saveMany,
} from './store.ts';

export const clockSweep = 'respond.watchClocks';

export interface Target {
  /** Reference or id. */
  ref: string;
  /** The version that the change is meant for, of `If-Match`; null or absent for whatever is stored. */
  ifMatch?: string | null;
  /** The entries that the decision needs to see. */
  entries?: readonly string[];
  /** In whose name, where it is not the caller's: a rule, a drill. */
  as?: IncidentActor;
  /** Whether whoever asks lets themselves in, and so does not see it yet. */
  isEntrance?: boolean;
}

/**
 * Appends what `decide` answers for the incident as it stands; nothing where it answers nothing. Answers what stands
 * then. Refuses not_found for whoever may not see it, precondition where it has changed since `ifMatch`.
 */
export async function changeIncident(
  act: Act,
  { ref, ifMatch = null, entries = [], as, isEntrance = false }: Target,
  decide: (folded: Folded) => readonly NewEvent[],
): Promise<Folded> {
  const found = await lockIncident(act.tx, ref);
  const state = isEntrance && found ? found : seen(found, act.caller.actor);
  if (ifMatch !== null && unquoted(ifMatch) !== String(state.version))
    throw new Refusal('precondition', 'It has changed since you read it. Look at it again.');
  const loaded = await loadEntries(act.tx, state.id, entries);
  const before: Folded = { state, entries: new Map(loaded.map((one) => [one.id, one])) };
  const events = numbered(act, decide(before), { id: state.id, version: state.version, as });
  if (events.length === 0) return before;
  const after = fold(before, events);
  refuseEndless(before.state, after.state, as ?? incidentActor(act.caller.actor));
  saveIncident(act.tx, appended(before.state, after, events));
  await endCalls(act, before.state, after.state);
  tell(act, { before: before.state, after: after.state }, events);
  return after;
}

/** Begins a stream. The first event says what it is. */
export function beginIncident(act: Act, events: readonly NewEvent[], as?: IncidentActor): Folded {
  const stream = numbered(act, events, { id: act.newId(), version: 0, as });
  const after = fold(null, stream);
  insertIncident(act.tx, appended(null, after, stream));
  tell(act, { before: null, after: after.state }, stream);
  return after;
}

/** Events as the stream keeps them: numbered on from `version`, with the one instant and whoever acts. */
export function numbered(
  act: Act,
  events: readonly NewEvent[],
  { id, version, as }: { id: string; version: number; as: IncidentActor | undefined },
): IncidentEvent[] {
  const at = wireTime(act.now);
  const actor = as ?? incidentActor(act.caller.actor);
  return events.map(
    ({ statedAt, evidence, supersedes, audience, ...event }, i) =>
      ({
        incident: id,
        seq: version + i + 1,
        id: act.newId(),
        v: 1,
        at,
        statedAt: statedAt ?? null,
        actor,
        audience: audience ?? 'responders',
        evidence: evidence ?? null,
        supersedes: supersedes ?? null,
        ...event,
      }) as IncidentEvent,
  );
}

/** What is written: of clocks and entries only those that differ. */
function appended(before: IncidentState | null, after: Folded, events: readonly IncidentEvent[]): Appended {
  const old = new Map((before ? watchedOf(before) : []).map((one) => [one.id, one]));
  const running = watchedOf(after.state);
  const touched = new Set(events.flatMap((one) => ('id' in one.data ? [one.data.id] : [])));
  return {
    state: after.state,
    events,
    entries: [...after.entries.values()].filter((one) => touched.has(one.id)),
    clocks: {
      set: running.filter((one) => {
        const same = old.get(one.id);
        return same?.dueAt !== one.dueAt || same.owner !== one.owner;
      }),
      gone: [...old.keys()].filter((id) => !running.some((one) => one.id === id)),
    },
  };
}

function tell(act: Act, { before, after: state }: Change, events: readonly IncidentEvent[]): void {
  const topics = ['incidents', topicOf(state)];
  // Whoever was inside until now hears it once more, so that it goes from their screens.
  if (!state.private || before?.private === false) act.hint(...topics);
  else act.hintOnly([...(before ? insidersOf(before) : []), ...insidersOf(state)], ...topics);
  recordChange(act, state, events);
  act.publish(incidentChanged(state.id, { version: state.version, types: events.map((one) => one.type) }));
  const [next] = watchedOf(state);
  if (next) act.poke(clockSweep, Temporal.Instant.from(next.dueAt));
}

interface Change {
  before: IncidentState | null;
  after: IncidentState;
}

/** Tells browsers of something beside the stream: those of everybody, or of those who may know of it. */
export function hintAbout(act: Act, state: IncidentState): void {
  if (state.private) act.hintOnly(insidersOf(state), topicOf(state));
  else act.hint(topicOf(state));
}

export function topicOf({ id }: Pick<IncidentState, 'id'>): string {
  return `incident:${id}`;
}

/**
 * The audit log is read by people who are outside. Of a private incident it tells who did which kind of thing, and a mark
 * by which entries about the same one are known, from which neither its name, its reference nor its id can be made.
 */
export function auditSubject(state: Pick<IncidentState, 'id' | 'ref' | 'private'>): string {
  return state.private
    ? `private-incident:${sha256(`audit ${state.id}`).slice(0, 16)}`
    : `incident:${state.ref}`;
}

function recordChange(act: Act, state: IncidentState, events: readonly IncidentEvent[]): void {
  const late = events.find((one) => one.type === 'editedAfterClose');
  const detail = {
    events: events.map((one) => one.type),
    version: state.version,
    ...(late ? { editedAfterClose: late.data } : {}),
  };
  act.record(auditSubject(state), state.private ? {} : detail);
}

/**
 * Ends the pages whose reason a change took away: somebody commands, an offer was answered, nobody whom it called is
 * wanted any more, the response is over, with those that were merged into it.
 */
async function endCalls(act: Act, before: IncidentState, after: IncidentState): Promise<void> {
  const waiting = callsOf(after);
  const over = callsOf(before).filter((page) => !waiting.includes(page));
  if (isOpen(before) && !isOpen(after) && after.category !== 'merged')
    for (const ref of after.absorbed) {
      const other = await findIncident(act.tx, ref);
      if (other) over.push(...askedPages(other));
    }
  if (over.length > 0) await endPages(act, over);
}

function unquoted(tag: string): string {
  return tag.replace(/^(?:W\/)?"(.*)"$/, '$1');
}

/** Of so many at most each is hinted at by itself. */
const hintedAtOnce = 50;

/** A stream that begins, or one that goes on, with what is added to it. */
export interface Addition {
  id: string;
  before: Folded | null;
  events: readonly NewEvent[];
}

/**
 * Many streams at once, for what is taken in from elsewhere and is over: the same events and the same fold as one by one.
 * Nothing of it runs. Appends to each what it is given; telling the stages to the right is for whoever asks. Answers the states then, in the same order.
 */
export function appendToMany(act: Act, additions: readonly Addition[]): Folded[] {
  const written = additions.map(({ id, before, events }) => {
    const stream = numbered(act, events, { id, version: before?.state.version ?? 0, as: undefined });
    return { isNew: before === null, stream, after: fold(before, stream) };
  });
  for (const { after } of written)
    if (watchedOf(after.state).length > 0) throw new Error(`${after.state.ref} promises something`);
  saveMany(act.tx, written);
  tellOf(
    act,
    written.map(({ after }) => after),
  );
  return written.map(({ after }) => after);
}

function tellOf(act: Act, all: readonly Folded[]): void {
  if (all.length === 0) return;
  const open = all.filter(({ state }) => !state.private);
  if (open.length > 0) act.hint('incidents');
  for (const { state } of all)
    if (state.private) act.hintOnly(insidersOf(state), 'incidents', topicOf(state));
    else if (all.length <= hintedAtOnce) act.hint(topicOf(state));
}
