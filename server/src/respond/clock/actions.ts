import type { IncidentState } from '@muster/contract/respond/state';
import { activePeople, findPerson, findServices, sendLetter } from '../../catalog/index.ts';
import { firstCalled, pageByHand } from '../../oncall/index.ts';
import type { Act } from '../../platform/act.ts';
import type { Query } from '../../platform/db.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { changeIncident } from '../incident/change.ts';
import { claimDueIncidents, nextClockDue } from '../incident/store.ts';
import { subjectOf } from '../role/wording.ts';
import { loadSettings } from '../settings/store.ts';
import { type Due, decideMissed, dueOf } from './decide.ts';

/** Muster by itself, as the stream names it. */
const muster = { kind: 'muster', name: 'Muster' } as const;

/**
 * Carries out what ran out: pages, nudges and the facts on record are one transaction, so that a node which dies in the
 * middle leaves nothing behind, and another does it anew. Answers how many incidents there were.
 */
export async function watchClocks(act: Act): Promise<number> {
  const incidents = await claimDueIncidents(act.tx, act.now);
  for (const state of incidents) await carryOut(act, state);
  return incidents.length;
}

export function nextRunsOutAt(db: Query): Promise<Temporal.Instant | null> {
  return nextClockDue(db);
}

async function carryOut(act: Act, state: IncidentState): Promise<void> {
  const due = dueOf(state, wireTime(act.now));
  const called = due.call ? await callCommander(act, state, due.call.reason) : nobody;
  await changeIncident(act, { ref: state.id, as: muster }, () => decideMissed(state, due, called));
  for (const [person, nudges] of Map.groupBy(due.nudges, (one) => one.person))
    await tell(act, state, { person, nudges });
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
  sendLetter(act, {
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
}
