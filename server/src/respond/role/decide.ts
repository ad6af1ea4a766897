/**
 * Who holds what. Command passes from one to the next in one event, so that there are never two who command; it is
 * given up without a successor only with a reason, and then the clock of the empty chair runs (R4, P30).
 */
import type { NewEvent } from '@muster/contract/respond/events';
import type { RoleDefinition } from '@muster/contract/respond/settings';
import type { IncidentState } from '@muster/contract/respond/state';
import { Refusal, wrong } from '../../platform/refusal.ts';
import type { Wisher } from '../access/model.ts';
import { commander } from '../stream/fold-people.ts';
import { type Candidate, holdersOf, refuseCandidate, refuseWithoutRoles, roleNamed } from './model.ts';

export interface Wish {
  role: string;
  person: string;
  /** Empty where none was given. */
  reason: string;
}

/** Claimed by oneself, or assigned by somebody else; nothing follows where they hold it already. */
export function decideTaken(
  state: IncidentState,
  { role, person, reason }: Wish,
  {
    roles,
    candidate,
    wisher,
  }: { roles: readonly RoleDefinition[]; candidate: Candidate | undefined; wisher: Wisher },
): NewEvent[] {
  refuseWithoutRoles(state);
  const { many, label } = roleNamed(roles, role);
  refuseCandidate(candidate, role, '/person');
  const holders = holdersOf(state, role);
  if (holders.includes(person)) return [];
  const [holder] = holders;
  if (!many && holder !== undefined) refuseSeizing({ role, label, holder, reason }, state, wisher);
  const how = wisher.person === person ? 'claimed' : 'assigned';
  const taken: NewEvent = {
    type: 'roleTaken',
    data: { role, person, how, many, ...(reason === '' ? {} : { reason }) },
  };
  return [...withdrawn(state, role, `${person} took it.`), taken];
}

/** Given back by who holds it, or taken away by the commander; nothing follows where they do not hold it. */
export function decideReleased(
  state: IncidentState,
  { role, person, reason }: Wish,
  { roles, wisher }: { roles: readonly RoleDefinition[]; wisher: Wisher },
): NewEvent[] {
  refuseWithoutRoles(state);
  const { label } = roleNamed(roles, role);
  if (!holdersOf(state, role).includes(person)) return [];
  if (role === commander && reason === '')
    throw wrong('/reason', 'Say why command is given up without a successor, or hand it over.');
  const isOwn = wisher.person === person || wisher.person === state.commander || wisher.isAdmin;
  if (!isOwn && reason === '') throw wrong('/reason', `Say why ${person} is not ${label} any more.`);
  const offers = withdrawn(state, role, `${person} gave it up.`);
  return [...offers, { type: 'roleReleased', data: { role, person, reason } }];
}

/** Somebody can work on it no longer: every role of theirs is free again, and what was offered to them is over. */
export function decideLeft(state: IncidentState, person: string, why = 'has left'): NewEvent[] {
  const reason = `${person} ${why}.`;
  const held = state.assignments.filter((one) => one.person === person && one.until === null);
  const roles = new Set(held.map((one) => one.role));
  const offers = state.handoffs.filter(
    (one) => one.state === 'offered' && (one.to === person || roles.has(one.role)),
  );
  const isHere = state.responders.some((one) => one.person === person && one.releasedAt === null);
  return [
    ...offers.map(({ id }): NewEvent => ({ type: 'handoffWithdrawn', data: { id, reason } })),
    ...[...roles].map((role): NewEvent => ({ type: 'roleReleased', data: { role, person, reason } })),
    ...(isHere ? [{ type: 'responderReleased', data: { person, reason } } as const] : []),
  ];
}

/** An offer means the holder of that moment; when the role changes hands otherwise it is over. */
function withdrawn(state: IncidentState, role: string, reason: string): NewEvent[] {
  return state.handoffs
    .filter((one) => one.state === 'offered' && one.role === role)
    .map(({ id }) => ({ type: 'handoffWithdrawn', data: { id, reason } }));
}

/** Taking what somebody else holds needs a reason on record; the commander assigns the other roles without one. */
function refuseSeizing(
  { role, label, holder, reason }: { role: string; label: string; holder: string; reason: string },
  state: IncidentState,
  wisher: Wisher,
): void {
  if (
    reason !== '' ||
    (role !== commander && (wisher.person === state.commander || wisher.person === holder))
  )
    return;
  const ask = role === commander ? 'Ask for a handoff, or say why you take it' : 'Say why it changes hands';
  throw new Refusal('conflict', `${holder} is ${label}. ${ask}.`, [
    { pointer: '/reason', message: 'is needed, because somebody else holds it' },
  ]);
}
