/**
 * Pure: an escalation policy while somebody edits it. The draft is the definition itself, cut into steps that can be
 * moved; members that the form does not draw are carried along untouched.
 */
import type { Hours, Policy, Step, Target } from '@muster/contract/oncall/definition';
import { newWindow } from './rota-draft.ts';

export interface DraftStep {
  /** Stays with the step while it is moved about. */
  key: number;
  step: Step;
}

export interface PolicyDraft {
  name: string;
  team: string | null;
  repeat: number;
  steps: DraftStep[];
  /** Members of the definition that the form does not know. */
  kept: Record<string, unknown>;
}

/** A policy that is not there yet: one step that only lacks somebody to ask. */
export function newPolicyDraft(): PolicyDraft {
  return { name: '', team: null, repeat: 0, steps: [{ key: 1, step: newStep }], kept: {} };
}

/** Ten minutes are enough to wake up and look, and short enough for the next person to matter. */
const newStep: Step = { escalateAfter: 10, targets: [] };

export function policyDraftOf(name: string, team: string | null, definition: Policy): PolicyDraft {
  const { repeat, steps, ...kept } = definition;
  return { name, team, repeat, steps: steps.map((step, at) => ({ key: at + 1, step })), kept };
}

/** What the server has stored has passed the schema of a policy there. */
export function policyIn(stored: Record<string, unknown>): Policy {
  return stored as unknown as Policy;
}

/** The definition that the draft stands for. */
export function policyOf({ repeat, steps, kept }: PolicyDraft): Policy {
  return { ...kept, repeat, steps: steps.map((one) => one.step) };
}

/** With one more step at the end. */
export function withStep(draft: PolicyDraft): PolicyDraft {
  const key = Math.max(0, ...draft.steps.map((one) => one.key)) + 1;
  return { ...draft, steps: [...draft.steps, { key, step: newStep }] };
}

export type TargetKind = 'schedule' | 'user' | 'team';

export function targetParts(target: Target): { kind: TargetKind; name: string } {
  if ('user' in target) return { kind: 'user', name: target.user };
  return 'team' in target ? { kind: 'team', name: target.team } : { kind: 'schedule', name: target.schedule };
}

export function targetOf(kind: TargetKind, name: string): Target {
  if (kind === 'user') return { user: name };
  return kind === 'team' ? { team: name } : { schedule: name };
}

export type ConditionKind = 'always' | 'within' | 'outside';

/** The condition as the form shows it; null for one that the form does not draw. */
export function conditionOf({ when }: Step): { kind: ConditionKind; hours: Hours | null } | null {
  if (when === undefined) return { kind: 'always', hours: null };
  if ('within' in when) return { kind: 'within', hours: when.within };
  return 'outside' in when ? { kind: 'outside', hours: when.outside } : null;
}

/** The step under another kind of condition: the hours stay, and office hours stand in for none. */
export function withCondition(step: Step, kind: ConditionKind, zone: string): Step {
  const { when: _, ...rest } = step;
  const hours = conditionOf(step)?.hours ?? { timeZone: zone, windows: [newWindow] };
  return withHours(rest, kind, hours);
}

/** The step with these hours as its condition; hours without a window are no condition. */
export function withHours({ when: _, ...rest }: Step, kind: ConditionKind, hours: Hours): Step {
  if (kind === 'always' || hours.windows.length === 0) return rest;
  return { ...rest, when: kind === 'within' ? { within: hours } : { outside: hours } };
}

const drawn = ['escalateAfter', 'targets', 'assign', 'urgency', 'when'];

/** What stands in a step and has no field in the form. */
export function undrawnOf(step: Step): Record<string, unknown> {
  const others = Object.entries(step).filter(([member]) => !drawn.includes(member));
  return Object.fromEntries(conditionOf(step) === null ? [...others, ['when', step.when]] : others);
}

/** What the server says of each step, by its place; -1 for what is about no step. */
export function stepFaults(errors: readonly { pointer: string; message: string }[]): Map<number, string[]> {
  const faults = new Map<number, string[]>();
  for (const { pointer, message } of errors) {
    const at = /\/steps\/(\d+)(?:\/|$)/.exec(pointer)?.[1];
    const step = at === undefined ? -1 : Number(at);
    faults.set(step, [...(faults.get(step) ?? []), message]);
  }
  return faults;
}
