import type { NewEvent } from '@muster/contract/respond/events';
import type { IncidentState } from '@muster/contract/respond/state';
import { activePeople, findPerson, findServices, sendLetter } from '../../catalog/index.ts';
import { firstCalled, pageByHand } from '../../oncall/index.ts';
import type { Act } from '../../platform/act.ts';
import { byItself } from '../../platform/action.ts';
import type { Query } from '../../platform/db.ts';
import type { Platform } from '../../platform/platform.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { subjectOf } from '../role/wording.ts';
import { loadSettings } from '../settings/store.ts';
import { changeIncident, clockSweep } from '../stream/actions.ts';
import { claimDueIncidents, nextClockDue, postponeClocks, setClocks } from '../stream/store.ts';
import { type Due, decideMissed, dueOf } from './decide.ts';
import { dutiesDue, peopleOfDuties } from './duties.ts';
import { watchedOf } from './running.ts';

/** Muster by itself, as the stream names it. */
const muster = { kind: 'muster', name: 'Muster' } as const;

/** So many incidents are looked at in one transaction. */
const batchSize = 50;

/**
 * Carries out what ran out: pages, nudges and the facts on record are one transaction, so that a node which dies in the
 * middle leaves nothing behind, and another does it anew. Answers how many incidents there were.
 */
export async function watchClocks(act: Act): Promise<number> {
  const incidents = await claimDueIncidents(act.tx, act.now, batchSize);
  for (const state of incidents) await carryOut(act, state);
  return incidents.length;
}

/**
 * The same, for whoever drives it: where a batch fails, each incident is tried alone, so that one of which something
 * is wrong holds up no other; it is looked at again a little later. Answers whether there may be more at once.
 */
export async function watchAll(platform: Platform): Promise<boolean> {
  try {
    return (await byItself(platform, clockSweep, (act) => watchClocks(act))) > 0;
  } catch (error) {
    platform.log.warn({ error }, 'clocks that ran out are looked at one by one');
  }
  for (let i = 0; i < batchSize; i += 1) if (!(await watchOne(platform))) return false;
  return true;
}

/** Answers whether there was one. */
async function watchOne(platform: Platform): Promise<boolean> {
  let tried: IncidentState | undefined;
  try {
    return await byItself(platform, clockSweep, async (act) => {
      [tried] = await claimDueIncidents(act.tx, act.now, 1);
      if (tried) await carryOut(act, tried);
      return tried !== undefined;
    });
  } catch (error) {
    if (!tried) throw error;
    const { id } = tried;
    platform.log.error({ error, incident: id }, 'what ran out in an incident could not be carried out');
    await byItself(platform, clockSweep, ({ tx, now }) =>
      postponeClocks(tx, id, { now, until: now.add({ seconds: 30 }) }),
    );
    return true;
  }
}

export function nextRunsOutAt(db: Query): Promise<Temporal.Instant | null> {
  return nextClockDue(db);
}

async function carryOut(act: Act, state: IncidentState): Promise<void> {
  const due = dueOf(state, wireTime(act.now));
  // An earlier release may have kept clocks that this one does not know.
  if (due.clocks.length === 0) return setClocks(act.tx, state.id, watchedOf(state));
  const called = due.call ? await callCommander(act, state, due.call.reason) : nobody;
  const duties = await callOwners(act, state, due);
  const nudges = [...due.nudges, ...duties.nudges];
  await changeIncident(act, { ref: state.id, as: muster }, () => [
    ...decideMissed(state, { ...due, nudges }, called),
    ...duties.events,
  ]);
  for (const [person, nudged] of Map.groupBy(nudges, (one) => one.person))
    await tell(act, state, { person, nudges: nudged });
}

/** Pages whoever owns a duty to those outside of which little time is left. */
async function callOwners(act: Act, state: IncidentState, { clocks }: Due): Promise<OwnersCalled> {
  if (!clocks.some((one) => one.kind === 'obligation' || one.kind === 'reminder'))
    return { nudges: [], events: [] };
  const able = await activePeople(act.tx, peopleOfDuties(state));
  const { nudges, calls } = dutiesDue(state, clocks, { able, now: wireTime(act.now) });
  const events: NewEvent[] = [];
  for (const { duty, people, wakes, what } of calls) {
    const urgency = wakes ? 'high' : 'low';
    const { id: page } = await pageByHand(act, { title: subjectOf(state, what), urgency, people });
    events.push({ type: 'obligationCalled', data: { id: duty, page } });
  }
  return { nudges, events };
}

interface OwnersCalled {
  nudges: Due['nudges'];
  events: NewEvent[];
}

interface Called {
  page: string | null;
  called: readonly string[];
  /** Why nobody could be called. */
  why: string | null;
}

const nobody: Called = { page: null, called: [], why: null };

/**
 * Pages the rota of commanders. Where there is none that calls anybody, the rota of an affected service, and else those
 * who work on it already: an empty chair is never met with silence.
 */
async function callCommander(act: Act, state: IncidentState, reason: string): Promise<Called> {
  const callee = await calleeOf(act, state);
  if (callee === null) return { ...nobody, why: `${reason}; there is nobody who could be called` };
  const title = subjectOf(state, `take command: ${reason}`);
  const urgency = state.rule.wakes ? 'high' : 'low';
  const { id, called } = await pageByHand(act, { title, urgency, ...callee });
  return { page: id, called, why: null };
}

type Callee = { policy: string } | { service: string } | { people: string[] };

async function calleeOf(act: Act, state: IncidentState): Promise<Callee | null> {
  const { commandPolicy } = await loadSettings(act.tx);
  const services = await findServices(act.tx, state.services);
  const policies = services.flatMap(({ paging }) => paging.policy ?? []);
  const calls = await firstCalled(act.tx, [...(commandPolicy ? [commandPolicy] : []), ...policies], act.now);
  if (commandPolicy && calls.has(commandPolicy)) return { policy: commandPolicy };
  const reached = services.find(({ paging }) => (calls.get(paging.policy ?? '')?.length ?? 0) > 0);
  if (reached) return { service: reached.name };
  const near = [
    ...state.responders.filter((one) => one.releasedAt === null).map((one) => one.person),
    ...(state.declaredBy.kind === 'person' ? [state.declaredBy.name] : []),
  ];
  const able = await activePeople(act.tx, near);
  return able.size > 0 ? { people: [...able].sort() } : null;
}

/** One letter for all that ran out at once; the screen of the incident tells the same. */
async function tell(
  act: Act,
  state: IncidentState,
  { person, nudges }: { person: string; nudges: Due['nudges'] },
): Promise<void> {
  const found = await findPerson(act.tx, person);
  if (!found || found.deactivatedAt !== null) return;
  // Where no letters are sent, news that are late for so long call whoever commands all the same (P3).
  const late = nudges.find((one) => one.clock.startsWith('late-news:'));
  const sent = sendLetter(act, {
    person,
    to: found.email,
    letter: {
      subject: subjectOf(state, 'something waits for you'),
      paragraphs: state.private ? [] : nudges.map((one) => one.text),
      link: { label: 'Open the incident', url: `${act.platform.settings.url}/incidents/${state.ref}` },
    },
    expiresAt: act.now.add({ hours: 1 }),
    about: { key: `clock:${state.id}:${person}:${nudges.map((one) => one.clock).join(',')}`.slice(0, 500) },
  });
  if (!sent && late) await callForNews(act, state, person);
}

/** Whoever is called stands on the roster with the page, so that it ends when nobody waits for news any more. */
async function callForNews(act: Act, state: IncidentState, person: string): Promise<void> {
  const asked = 'news are late';
  const { id } = await pageByHand(act, { title: subjectOf(state, asked), urgency: 'low', people: [person] });
  await changeIncident(act, { ref: state.id, as: muster }, () => [
    { type: 'responderAsked', data: { person, page: id, asked } },
  ]);
}
