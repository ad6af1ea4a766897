import type { RoleDefinition } from '@muster/contract/respond/settings';
import type { IncidentState } from '@muster/contract/respond/state';
import { Refusal, wrong } from '../../platform/refusal.ts';
import { commander } from '../stream/fold-people.ts';

/** A person as far as roles ask: whoever has left, or may only read, leads nobody. */
export interface Candidate {
  name: string;
  isActive: boolean;
  /** Whether they may change things in the working room. */
  mayWork: boolean;
}

/** Who holds a role now; nobody, one, or several where the role is for several. */
export function holdersOf({ assignments }: Pick<IncidentState, 'assignments'>, role: string): string[] {
  return assignments.flatMap((one) => (one.role === role && one.until === null ? [one.person] : []));
}

export function roleNamed(roles: readonly RoleDefinition[], role: string): RoleDefinition {
  const found = roles.find((one) => one.name === role);
  if (found) return found;
  const known = roles.map((one) => one.name).join(', ');
  throw wrong('/role', `There is no role "${role}"; there are ${known}.`);
}

/** Roles belong to a response that goes on, or that has just ended and is being tidied up. */
export function refuseWithoutRoles(state: IncidentState): void {
  if (state.mergedInto !== null) throw new Refusal('conflict', `It was merged into ${state.mergedInto}.`);
  if (state.kind === 'retroactive')
    throw new Refusal('conflict', 'It is told in hindsight: nobody holds a role in what is over.');
  if (state.category === 'closed' || state.category === 'cancelled')
    throw new Refusal('conflict', `It is ${state.category}; reopen it first.`);
}

/** Row 63: a role goes to nobody who has left, and command to nobody who may only look. */
export function refuseCandidate(person: Candidate | undefined, role: string, pointer: string): void {
  if (!person) throw wrong(pointer, 'There is no such person.');
  if (!person.isActive) throw wrong(pointer, `${person.name} has left.`);
  if (role === commander && !person.mayWork)
    throw wrong(pointer, `${person.name} may only read, and cannot command.`);
}
