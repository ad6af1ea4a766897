/** Who is let into a private incident and who out of it, and when one becomes private or is shown to everybody. */
import type { NewEvent } from '@muster/contract/respond/events';
import type { IncidentState } from '@muster/contract/respond/state';
import { Refusal } from '../../platform/refusal.ts';
import type { Wisher } from '../access/model.ts';
import { insidersOf } from '../stream/model.ts';

interface Given {
  person: string;
  reason: string;
}

/** None where they are inside already. */
export function decideAdded(state: IncidentState, { person, reason }: Given): NewEvent[] {
  if (insidersOf(state).includes(person)) return [];
  return [{ type: 'memberAdded', data: { person, reason } }];
}

/**
 * Whoever holds a role, or is offered one, keeps their place: it would change hands unseen. Somebody always stays
 * inside, or the record would be lost to all.
 */
export function decideRemoved(state: IncidentState, { person, reason }: Given, wisher: Wisher): NewEvent[] {
  const inside = insidersOf(state);
  if (!inside.includes(person)) throw new Refusal('conflict', `${person} is not let in.`);
  const may = wisher.isAdmin || wisher.person === person || leads(state, wisher);
  if (!may) throw new Refusal('forbidden', `Only ${state.commander} or an administrator may.`);
  const role = state.assignments.find((one) => one.person === person && one.until === null)?.role;
  if (role !== undefined)
    throw new Refusal('conflict', `${person} holds the role ${role}: it changes hands first.`);
  if (state.handoffs.some((one) => one.to === person && one.state === 'offered'))
    throw new Refusal('conflict', `${person} is offered a role: take the offer back first.`);
  if (inside.length === 1)
    throw new Refusal('conflict', 'Somebody has to know of it: let somebody else in first.');
  const responds = state.responders.some((one) => one.person === person && one.releasedAt === null);
  return [
    ...(responds ? [{ type: 'responderReleased', data: { person, reason } } as const] : []),
    { type: 'memberRemoved', data: { person, reason } },
  ];
}

/** Hiding is never too early, so that any responder may; showing cannot be taken back, so that whoever leads does. */
export function decidePrivacy(
  state: IncidentState,
  given: { private: boolean; reason: string },
  { wisher, isAlwaysPrivate }: { wisher: Wisher; isAlwaysPrivate: boolean },
): NewEvent[] {
  if (given.private === state.private) return [];
  if (state.mergedInto !== null || state.absorbed.length > 0)
    throw new Refusal('conflict', 'It is merged with another incident: take them apart first.');
  const changed: NewEvent = { type: 'privacyChanged', data: given };
  if (!given.private) {
    if (isAlwaysPrivate) throw new Refusal('conflict', `Incidents of the kind "${state.type}" are private.`);
    if (!wisher.isAdmin && !leads(state, wisher))
      throw new Refusal('forbidden', `Only ${state.commander} or an administrator may show it to everybody.`);
    return [changed];
  }
  const { person } = wisher;
  const inside = insidersOf(state);
  if (person === null && inside.length === 0)
    throw new Refusal('conflict', 'Nobody would know of it: let somebody in first.');
  if (person === null || inside.includes(person)) return [changed];
  return [{ type: 'memberAdded', data: { person, reason: given.reason } }, changed];
}

/** An administrator from outside. Whoever is inside has nothing to enter. */
export function decideEntered(state: IncidentState, { person, reason }: Given): NewEvent[] {
  if (!state.private) throw new Refusal('conflict', 'It is open to everybody.');
  if (insidersOf(state).includes(person)) throw new Refusal('conflict', 'You are let in already.');
  return [{ type: 'memberAdded', data: { person, reason } }];
}

/** Whoever commands; while nobody does, whoever is there. */
function leads({ commander }: IncidentState, { person }: Wisher): boolean {
  return commander === null || commander === person;
}
