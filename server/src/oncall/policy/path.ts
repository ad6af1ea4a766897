/**
 * A policy as a path: whom each step reaches at an instant, when, under which condition, and what is wrong with it.
 * Pure; it resolves targets by the schedules that real pages resolve.
 */
import type { Policy, ServicePaging, Step, Target } from '@muster/contract/oncall/definition';
import type { PathFinding, PathStep } from '@muster/contract/oncall/policy-path';
import { isWithin } from '../schedule/windows.ts';
import { conditionText, hoursText } from './hours-text.ts';

/** What the path looks up; people who have left are told apart, so that a finding can name them. */
export interface PathWorld {
  readonly people: (target: Target) => readonly string[];
  readonly hasLeft: (person: string) => boolean;
  /** Why nothing would get through to somebody, or null. */
  readonly unreachable: (person: string) => string | null;
  /** The index of the target that a round-robin step asks first the next time. */
  readonly ringPosition: (step: number) => number;
}

export function pathOf(policy: Policy, world: PathWorld, at: Temporal.Instant): PathStep[] {
  let after = 0;
  return policy.steps.map((step, index) => {
    const one = stepOf(step, index + 1, { world, at, after });
    after += step.escalateAfter;
    return one;
  });
}

function stepOf(
  step: Step,
  number: number,
  { world, at, after }: { world: PathWorld; at: Temporal.Instant; after: number },
): PathStep {
  const ring = step.assign === 'round-robin' && step.targets.length > 0;
  return {
    step: number,
    after,
    escalateAfter: step.escalateAfter,
    assign: step.assign ?? 'all',
    urgency: step.urgency ?? null,
    condition: conditionText(step),
    holds: holdsAt(step, at),
    targets: step.targets.map((target) => ({
      ...targetName(target),
      people: world.people(target).filter((person) => !world.hasLeft(person)),
    })),
    turn: ring ? (world.ringPosition(number) % step.targets.length) + 1 : null,
  };
}

function holdsAt({ when }: Step, at: Temporal.Instant): boolean {
  if (when === undefined) return true;
  return 'within' in when ? isWithin(when.within, at) : !isWithin(when.outside, at);
}

function targetName(target: Target): { kind: 'user' | 'schedule' | 'team'; name: string } {
  if ('user' in target) return { kind: 'user', name: target.user };
  return 'team' in target ? { kind: 'team', name: target.team } : { kind: 'schedule', name: target.schedule };
}

/** How the alerts of a service get their urgency, in words. */
export function urgencyText(urgency: ServicePaging['urgency']): string {
  if (urgency === undefined) return 'high';
  if (typeof urgency === 'string') return urgency;
  const { during, outside, supportHours, raiseOnStart } = urgency;
  const raised = raiseOnStart ? ', raised when these hours begin' : '';
  return `${during} ${hoursText(supportHours)}, ${outside} otherwise${raised}`;
}

/** What is wrong with the policy at the instant, the worst first. */
export function findingsOf(policy: Policy, steps: readonly PathStep[], world: PathWorld): PathFinding[] {
  if (steps.length === 0) {
    return [{ code: 'noSteps', step: null, text: 'It has no steps, so it reaches nobody.' }];
  }
  const reached = steps.map(peopleOf);
  const everybody = [...new Set(reached.flat())];
  const found: PathFinding[] = [];
  if (everybody.length === 0) {
    found.push({ code: 'nobodyAtAll', step: null, text: 'No step reaches anybody now.' });
  } else {
    found.push(...endings(steps, reached), ...loneliness(reached, everybody));
  }
  for (const person of everybody) {
    const reason = world.unreachable(person);
    if (reason !== null)
      found.push({ code: 'unreachable', step: null, text: `${person} cannot be reached: ${reason}` });
  }
  return [...found, ...leaversIn(policy, world)];
}

function endings(steps: readonly PathStep[], reached: readonly string[][]): PathFinding[] {
  return steps.flatMap(({ step }, index): PathFinding[] => {
    if (reached[index]?.length !== 0) return [];
    if (step === steps.length) {
      return [{ code: 'endsWithNobody', step, text: 'It ends with nobody: the last step has nobody now.' }];
    }
    return [
      { code: 'reachesNobody', step, text: `Step ${step} has nobody now; the next one follows at once.` },
    ];
  });
}

function loneliness(reached: readonly string[][], everybody: readonly string[]): PathFinding[] {
  const [only] = everybody;
  if (only === undefined || everybody.length > 1) return [];
  const text =
    reached.length === 1
      ? `Only ${only} is ever asked now; nobody follows without an answer.`
      : `${only} is the one person on every step now; whoever does not answer once is asked again.`;
  return [{ code: 'onePerson', step: null, text }];
}

function leaversIn({ steps }: Policy, world: PathWorld): PathFinding[] {
  return steps.flatMap(({ targets }, index) =>
    targets.flatMap((target): PathFinding[] => {
      if (!('user' in target) || !world.hasLeft(target.user)) return [];
      return [
        { code: 'left', step: index + 1, text: `Step ${index + 1} names ${target.user}, who has left.` },
      ];
    }),
  );
}

function peopleOf({ targets }: PathStep): string[] {
  return [...new Set(targets.flatMap(({ people }) => people))];
}
