/** Pure: what a step of a policy means, in sentences, and what differs between two policies. */
import type { Hours, Policy, Step } from '@muster/contract/oncall/definition';
import { conditionOf, targetParts, undrawnOf } from './policy-draft.ts';
import type { Difference } from './rota-difference.ts';
import { windowOf } from './rota-sentence.ts';

/** What this step does, a sentence for each thing that matters. */
export function stepSentences(step: Step): string[] {
  const condition = conditionOf(step);
  const said = [asks(step), `Then it waits ${step.escalateAfter} min for an answer.`];
  if (condition?.kind === 'within' && condition.hours) said.push(`Only ${hoursText(condition.hours)}.`);
  if (condition?.kind === 'outside' && condition.hours)
    said.push(`Only at other times than ${hoursText(condition.hours)}.`);
  if (step.urgency) said.push(`By the rules for ${step.urgency} urgency.`);
  return said;
}

/** Steps are matched by their places. Empty when nothing differs. */
export function policyDifferences(before: Policy, after: Policy): Difference[] {
  const places = Array.from({ length: Math.max(before.steps.length, after.steps.length) }, (_, at) => at);
  const steps = places.flatMap((at) =>
    differing(`Step ${at + 1}`, whole(before.steps[at]), whole(after.steps[at])),
  );
  return [...steps, ...differing('Repeats', String(before.repeat), String(after.repeat))];
}

function whole(step: Step | undefined): string | null {
  if (!step) return null;
  const undrawn = undrawnOf(step);
  const rest = Object.keys(undrawn).length > 0 ? [JSON.stringify(undrawn)] : [];
  return [...stepSentences(step), ...rest].join(' ');
}

function differing(what: string, before: string | null, after: string | null): Difference[] {
  return before === after ? [] : [{ what, before, after }];
}

function asks({ targets, assign }: Step): string {
  if (targets.length === 0) return 'It asks nobody.';
  const names = targets.map((target) => {
    const { kind, name } = targetParts(target);
    if (kind === 'user') return name;
    return kind === 'schedule' ? `whoever is on call on ${name}` : `everybody of the team ${name}`;
  });
  if (targets.length === 1) return `It asks ${names[0]}.`;
  if (assign === 'round-robin') return `It asks one of these, the next at each page: ${names.join(', ')}.`;
  return `It asks ${names.slice(0, -1).join(', ')} and ${names.at(-1)} together.`;
}

function hoursText({ timeZone, windows }: Hours): string {
  return `${windows.map(windowOf).join(' and ')} (${timeZone})`;
}
