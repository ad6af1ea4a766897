/** What an incident owes those outside: the rule as it was, what it rests on, and what was submitted when. */
import { z } from 'zod';
import { id, instant } from '../platform/wire.ts';
import { factKind, obligationRule } from './obligation-rules.ts';

/** The rule as it was when the duty began, with the version it had; its holidays are all that were known then. */
export const keptRule = obligationRule.extend({ version: z.int() });
export type KeptRule = z.infer<typeof keptRule>;

/** Whoever recorded it stands in the stream; `decidedBy` is whoever found or decided it. */
export const obligationFact = z.object({
  kind: factKind,
  at: instant,
  what: z.string(),
  decidedBy: z.string(),
  /** An address, or the number of a document. */
  evidence: z.string(),
  recordedAt: instant,
  recordedBy: z.string(),
});
export type ObligationFact = z.infer<typeof obligationFact>;

export const submission = z.object({
  step: z.string(),
  at: instant,
  /** What the receiver gave for it: the number of the file, of the message. */
  reference: z.string(),
  /** Why it came late; null where it came in time. */
  lateReason: z.string().nullable(),
  recordedAt: instant,
  recordedBy: z.string(),
});
export type Submission = z.infer<typeof submission>;

/** A decision about one step: it need not be submitted, or it must be after all. Of a step the latest holds. */
export const stepWaiver = z.object({
  step: z.string(),
  waived: z.boolean(),
  reason: z.string(),
  decidedBy: z.string(),
  recordedAt: instant,
  recordedBy: z.string(),
});
export type StepWaiver = z.infer<typeof stepWaiver>;

/** One step with its clock, as far as the facts tell it. */
export const stepTimes = z.object({
  step: z.string(),
  label: z.string(),
  to: z.string(),
  optional: z.boolean(),
  /** Null while what it counts from is not there. */
  startedAt: instant.nullable(),
  /** Null where it waits, or has no clock. */
  dueAt: instant.nullable(),
  /** The latest time that it was submitted. */
  submittedAt: instant.nullable(),
  /** Since when it is on record that it need not be submitted; missing where it must be, or was. */
  waivedAt: instant.optional(),
});
export type StepTimes = z.infer<typeof stepTimes>;

export const obligationStates = ['running', 'done', 'not-reportable'] as const;
export const obligation = z.object({
  id,
  rule: keptRule,
  state: z.enum(obligationStates),
  owner: z.string(),
  deputy: z.string().nullable(),
  /** In the order in which they were recorded; of one kind the latest counts. */
  facts: z.array(obligationFact),
  submissions: z.array(submission),
  /** Missing where nobody decided about a single step. */
  waivers: z.array(stepWaiver).optional(),
  steps: z.array(stepTimes),
  startedAt: instant,
  endedAt: instant.nullable(),
  /** Why nothing is reported, and who decided that. */
  refusal: z.object({ reason: z.string(), decidedBy: z.string() }).nullable(),
  /** Pages that call whoever owns it. */
  pages: z.array(id),
});
export type Obligation = z.infer<typeof obligation>;

/** Those that still run, whatever became of the response: an end of the incident ends no duty. */
export function runningDuties(state: { obligations?: Obligation[] | undefined }): Obligation[] {
  return (state.obligations ?? []).filter((one) => one.state === 'running');
}

/** The steps that are owed now, the earliest first. */
export function owedSteps({ obligations }: { obligations?: Obligation[] | undefined }): OwedStep[] {
  return runningDuties({ obligations })
    .flatMap((duty) =>
      duty.steps.flatMap((step) =>
        step.dueAt !== null && step.startedAt !== null && isOpen(step)
          ? [{ duty, step, startedAt: step.startedAt, dueAt: step.dueAt }]
          : [],
      ),
    )
    .sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0));
}

/** Whether it was neither submitted nor waived. */
export function isOpen({ submittedAt, waivedAt }: Pick<StepTimes, 'submittedAt' | 'waivedAt'>): boolean {
  return submittedAt === null && waivedAt === undefined;
}

export interface OwedStep {
  duty: Obligation;
  step: StepTimes;
  startedAt: string;
  dueAt: string;
}

/** The rules with which an incident of this kind and with these consequences is looked at. */
export function suggestedRules<Rule extends z.infer<typeof obligationRule>>(
  incident: {
    type: string;
    impact: readonly { consequences: readonly string[] }[];
    obligations?: Obligation[] | undefined;
  },
  rules: readonly Rule[],
): Rule[] {
  const consequences = new Set(incident.impact.flatMap((one) => one.consequences));
  const known = new Set((incident.obligations ?? []).map((one) => one.rule.name));
  return rules.filter(
    (rule) =>
      rule.active &&
      !known.has(rule.name) &&
      (rule.suggest.types.includes(incident.type) ||
        rule.suggest.consequences.some((one) => consequences.has(one))),
  );
}
