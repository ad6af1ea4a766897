/** What a person owes next in an incident: the promises that are theirs, as the incident's clocks tell them. */
import { owedSteps } from '@muster/contract/respond/obligations';
import type { Owed } from '@muster/contract/respond/owed';
import type { Clock, IncidentState } from '@muster/contract/respond/state';
import { promisesOf } from '../clock/running.ts';

/**
 * Kinds that are told elsewhere: tasks have a list of their own, a quiet log stands on the health strip, and how long
 * somebody has worked is asked gently, not counted among debts.
 */
const elsewhere: ReadonlySet<Clock['kind']> = new Set([
  'task',
  'silence',
  'fatigue',
  'check-in',
  'command',
  'watch',
]);

/** The most urgent first. What ran out and is still not kept is the most urgent of all. */
export function owedBy(states: readonly IncidentState[], person: string): Owed[] {
  return states
    .flatMap((state) =>
      promisesOf(state)
        .filter((one) => one.owner === person && !elsewhere.has(one.kind))
        .map((clock) => ({
          ref: state.ref,
          title: state.title,
          severity: state.severity,
          severityRank: state.rule.rank,
          clock,
          about: aboutOf(state, clock),
        })),
    )
    .sort((a, b) => (a.clock.dueAt < b.clock.dueAt ? -1 : a.clock.dueAt > b.clock.dueAt ? 1 : 0));
}

/** The rule and the step, of a subject such as `<id>/<step>`. */
function obligationText(state: IncidentState, subject: string): string {
  const owed = owedSteps(state).find(({ duty, step }) => `${duty.id}/${step.step}` === subject);
  return owed ? `${owed.duty.rule.label}, ${owed.step.label}` : '';
}

/** A subject is an id, some with the end of the promise behind an `@`, or a name. */
function aboutOf(state: IncidentState, { kind, subject }: Clock): string {
  const [id] = subject.split('@');
  switch (kind) {
    case 'update':
    case 'late-news':
      return subject;
    case 'approval':
      return id ?? '';
    case 'handoff':
      return state.handoffs.find((one) => one.id === id)?.role ?? '';
    case 'report':
      return state.streams.find((one) => one.id === id)?.title ?? '';
    case 'claim':
      return state.claims.find((one) => one.id === id)?.system ?? '';
    case 'obligation':
      return obligationText(state, id ?? '');
    case 'stop-gap':
      return state.stopGaps.find((one) => one.id === id)?.what ?? '';
    case 'entry':
      return state.open.find((one) => one.id === id)?.text ?? '';
    default:
      return '';
  }
}
