/** Who is asked to come, who is here, and who is let go again. */
import type { NewEvent } from '@muster/contract/respond/events';
import { tiringOf } from '@muster/contract/respond/roster';
import type { RespondSettings } from '@muster/contract/respond/settings';
import type { IncidentState } from '@muster/contract/respond/state';
import { Refusal, wrong } from '../../platform/refusal.ts';
import type { Wisher } from '../access/model.ts';
import { holdersOf } from '../role/model.ts';
import { commander } from '../stream/fold-people.ts';
import { isOpen } from '../stream/model.ts';

/** Nobody is called to what is over, was merged, or is told in hindsight. */
export function refuseCalling(state: IncidentState): void {
  if (state.mergedInto !== null) throw new Refusal('conflict', `It was merged into ${state.mergedInto}.`);
  if (state.kind === 'retroactive')
    throw new Refusal('conflict', 'It is told in hindsight: nobody is called.');
  if (!isOpen(state)) throw new Refusal('conflict', `It is ${state.category}: nobody is called to it.`);
}

/** Those who hold a role; what nobody holds is the commander's (R16). */
export function peopleOfRole(state: IncidentState, role: string, known: readonly string[]): string[] {
  if (!known.includes(role)) throw wrong('/role', `There is no role "${role}".`);
  const holders = holdersOf(state, role);
  if (holders.length > 0) return holders;
  if (state.commander !== null) return [state.commander];
  throw wrong('/role', 'Nobody holds this role, and nobody commands.');
}

/** Everybody whom the first step of a page called stands on the roster as asked, until they are here. */
export function decideAsked(
  state: IncidentState,
  { called, page, asked }: { called: readonly string[]; page: string | null; asked: string },
): NewEvent[] {
  const here = new Set(
    state.responders.filter((one) => one.releasedAt === null && one.hereAt !== null).map((one) => one.person),
  );
  const coming = [...new Set(called)].filter((person) => !here.has(person));
  return [
    ...(page && !state.pages.includes(page) ? [{ type: 'pageLinked', data: { page } } as const] : []),
    ...coming.map((person): NewEvent => ({ type: 'responderAsked', data: { person, page, asked } })),
  ];
}

/**
 * Whom two rotas have to find as soon as it is declared (R71): somebody to command and somebody to tell the others,
 * unless somebody has it already. Nobody from outside is called to what is private, to a drill or to what is over.
 */
export function pairWanted(
  state: IncidentState,
  { commandPolicy, communicationsPolicy }: Pick<RespondSettings, 'commandPolicy' | 'communicationsPolicy'>,
): { policy: string; asked: string }[] {
  const isMeant = state.rule.pagesPair === true && state.kind === 'real' && !state.private && isOpen(state);
  if (!isMeant) return [];
  const isTold = holdersOf(state, 'communications').length > 0;
  return [
    ...(commandPolicy && state.commander === null ? [{ policy: commandPolicy, asked: 'take command' }] : []),
    ...(communicationsPolicy && !isTold ? [{ policy: communicationsPolicy, asked: 'tell the others' }] : []),
  ];
}

export function decideJoined(state: IncidentState, { person }: Wisher): NewEvent[] {
  if (person === null) throw new Refusal('invalid', 'A token that belongs to nobody cannot be here.');
  refuseCalling(state);
  const there = state.responders.find((one) => one.person === person && one.releasedAt === null);
  return there?.hereAt ? [] : [{ type: 'responderJoined', data: { person } }];
}

/** Relief that was proposed and is not wanted now; refuses (conflict) what is not proposed. */
export function decideReliefDismissed(
  state: IncidentState,
  { role, person, reason }: { role: string; person: string; reason: string },
  now: string,
): NewEvent[] {
  const found = tiringOf(state, now).find((one) => one.role === role && one.person === person);
  if (!found) throw new Refusal('conflict', 'No relief is proposed for them now.');
  return [{ type: 'nudgeDismissed', data: { nudge: found.nudge, reason } }];
}

/** With their other roles; whoever commands hands over first. Nothing follows for who is not there. */
export function decideLetGo(
  state: IncidentState,
  { person, reason }: { person: string; reason: string },
): NewEvent[] {
  if (!state.responders.some((one) => one.person === person && one.releasedAt === null)) return [];
  if (state.commander === person)
    throw new Refusal('conflict', `${person} commands. Hand over command first.`);
  const roles = state.assignments.filter((one) => one.person === person && one.until === null);
  return [
    ...roles
      .filter((one) => one.role !== commander)
      .map(({ role }): NewEvent => ({ type: 'roleReleased', data: { role, person, reason } })),
    { type: 'responderReleased', data: { person, reason } },
  ];
}
