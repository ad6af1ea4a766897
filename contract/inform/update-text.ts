/**
 * The texts that news begin with, and what is still to be filled in (practice.md 6.5). Made from the record alone; what
 * the record does not tell stays open as `{what is missing}`, and is not sent like that.
 */
import { owedSteps } from '../respond/obligations.ts';
import { type Audience, isOutside, isResolved, type Template } from '../respond/settings.ts';
import type { Impact, IncidentState } from '../respond/state.ts';
import { filled, gapsIn, isMadeFrom, templateOf } from './templates.ts';

type Known = Pick<
  IncidentState,
  | 'title'
  | 'rule'
  | 'services'
  | 'impact'
  | 'commander'
  | 'declaredAt'
  | 'times'
  | 'updates'
  | 'plan'
  | 'obligations'
  | 'category'
>;

/** The first word to an audience needs no impact (R53); later ones say what changed, the last ones how it ended. */
export function beginning(state: Known, audience: Audience, own: readonly Template[] = []): string {
  return filled(templateOf(own, audience, momentOf(state, audience)), knownOf(state, audience));
}

/** Whether nothing of the beginning but its gaps was changed. */
export function isBeginning(
  state: Known,
  audience: Audience,
  own: readonly Template[],
  text: string,
): boolean {
  if (text === stillWorking(audience)) return true;
  return isMadeFrom(templateOf(own, audience, momentOf(state, audience)), text);
}

/** What is still open in a text: the names between braces, each once. JSON that somebody pasted is no gap. */
export const missingIn = gapsIn;

export function stillWorking(audience: Audience): string {
  return isOutside(audience)
    ? 'We are still working on this. What we wrote last still holds.'
    : 'Still working on it. Nothing has changed since the last news.';
}

function momentOf({ updates, category }: Known, audience: Audience): Template['moment'] {
  if (updates[audience] === undefined) return 'first';
  return isResolved(category) ? 'closing' : 'later';
}

/** By the names of gaps. Those outside are told moments, and nothing that was written for inside. */
function knownOf(state: Known, audience: Audience): Record<string, string> {
  const { times, declaredAt, services, commander, plan } = state;
  const moments = {
    since: clockOf(times.impactStart ?? declaredAt),
    ...(times.impactStart ? { start: clockOf(times.impactStart) } : {}),
    ...(times.impactEnd ? { end: clockOf(times.impactEnd) } : {}),
  };
  if (isOutside(audience)) return moments;
  const next = plan?.text.trim() ?? '';
  return {
    ...moments,
    symptom: state.title,
    'in services': services.length === 0 ? '' : ` (${services.join(', ')})`,
    severity: state.rule.label,
    impact: impactText(state.impact),
    'outside duties': outsideDuties(state),
    lead: commander === null ? 'A lead is being found.' : `${commander} leads.`,
    ...(commander === null ? {} : { commander }),
    ...(next === '' ? {} : { 'next step, and who': next }),
  };
}

function clockOf(moment: string): string {
  return `${moment.slice(11, 16)} UTC`;
}

/** What is owed to authorities and customers, and until when; a line of its own, or nothing. */
function outsideDuties(state: Known): string {
  const owed = owedSteps(state).map(
    ({ duty, step, dueAt }) =>
      `${duty.rule.label}, ${step.label}, by ${dueAt.slice(0, 10)} ${dueAt.slice(11, 16)} UTC`,
  );
  return owed.length === 0 ? '' : `\nOutside duties: ${owed.join('; ')}.`;
}

/** "Not known yet" is an answer. */
function impactText(impact: readonly Impact[]): string {
  const open = impact.filter((one) => one.until === null && one.level !== 'unknown');
  if (open.length === 0)
    return impact.some((one) => one.until !== null) ? 'The impact is over.' : 'The impact is not known yet.';
  return `Affected: ${open.map((one) => one.who).join('; ')}.`;
}
