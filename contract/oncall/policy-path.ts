/**
 * A policy in its organisation: whom each step reaches at an instant, and a night rehearsed in place, on the real
 * schedules, rules and contact methods or on drafts of them. Nothing is stored and nobody is told.
 */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { byName, instant, name } from '../platform/wire.ts';
import { instantSchema, policySchema, scheduleSchema, urgencySchema } from './definition.ts';

/** Minutes count from the beginning of the pass, as if nobody answered and no step was skipped. */
export const pathStep = z.object({
  step: z.number().int(),
  after: z.number().int(),
  escalateAfter: z.number().int(),
  assign: z.enum(['all', 'round-robin']),
  urgency: urgencySchema.nullable(),
  /** The condition in words, and whether it holds at the instant. */
  condition: z.string().nullable(),
  holds: z.boolean(),
  targets: z.array(
    z.object({ kind: z.enum(['user', 'schedule', 'team']), name: z.string(), people: z.array(z.string()) }),
  ),
  /** Of a round-robin step: which target, from 1, is asked first the next time. */
  turn: z.number().int().nullable(),
});
export type PathStep = z.infer<typeof pathStep>;

export const pathFinding = z.object({
  code: z.enum([
    'noSteps',
    'nobodyAtAll',
    'endsWithNobody',
    'reachesNobody',
    'onePerson',
    'unreachable',
    'left',
  ]),
  step: z.number().int().nullable(),
  text: z.string(),
});
export type PathFinding = z.infer<typeof pathFinding>;

export const policyPath = z.object({
  name: z.string(),
  at: instant,
  repeat: z.number().int(),
  /** How long one pass takes. */
  minutes: z.number().int(),
  steps: z.array(pathStep),
  services: z.array(
    z.object({
      name: z.string(),
      /** How its alerts get their urgency, in words. */
      urgency: z.string(),
      escalateLowUrgency: z.boolean(),
      ackTimeout: z.number().int().nullable(),
    }),
  ),
  findings: z.array(pathFinding),
});
export type PolicyPath = z.infer<typeof policyPath>;

export const getPolicyPath = endpoint('GET /api/v1/policies/{name}/path', {
  who: 'signedIn',
  area: 'policies',
  summary: 'Whom each step of a policy reaches at an instant, when, and what is wrong with it.',
  params: byName,
  query: z.strictObject({ at: instant.optional() }),
  answer: policyPath,
});

const after = z.int().min(0).max(10_080, 'at most seven days');
/** Somebody does something on the way. Without `by` it is whoever was told last until then. */
const byOne = { after, by: name.optional() };
const plain = <K extends string>(verb: K) => z.strictObject({ ...byOne, do: z.literal(verb) });
export const rehearsalAct = z.discriminatedUnion('do', [
  plain('ack'),
  plain('unack'),
  plain('resolve'),
  plain('unsnooze'),
  z.strictObject({ ...byOne, do: z.literal('snooze'), minutes: z.int().min(1).max(10_080) }),
  z.strictObject({ ...byOne, do: z.literal('escalate'), toStep: z.int().min(1).max(1_000).optional() }),
  z.strictObject({ ...byOne, do: z.literal('setUrgency'), urgency: urgencySchema }),
]);
export type RehearsalAct = z.infer<typeof rehearsalAct>;

export const rehearsalHereBody = z.strictObject({
  at: instantSchema,
  /** How long to look. */
  minutes: z.int().min(1).max(10_080).default(720),
  /** Whose settings hold: urgency by support hours, ack time-out. */
  service: name.optional(),
  /** The alert's own urgency; without it the service decides. */
  urgency: urgencySchema.optional(),
  acts: z.array(rehearsalAct).max(50).default([]),
  /** Nothing gets through to these people. */
  unreachable: z.array(name).max(1_000).default([]),
  /** Drafts that hold in place of what is stored. */
  policy: policySchema.optional(),
  schedules: z.record(name, scheduleSchema).optional(),
});
export type RehearsalHereBody = z.input<typeof rehearsalHereBody>;

export const toldHere = z.object({
  at: instant,
  /** Minutes after the alert. */
  minute: z.number().int(),
  person: z.string(),
  via: z.string(),
  kind: z.string(),
  step: z.number().int().nullable(),
  pass: z.number().int(),
  why: z.string(),
  /** Why it does not get through; null when it does. */
  problem: z.string().nullable(),
});
export type ToldHere = z.infer<typeof toldHere>;

export const rehearsedHere = z.object({
  at: instant,
  urgency: urgencySchema,
  told: z.array(toldHere),
  /** Every decision in a sentence, as the page's explanation would tell it. */
  entries: z.array(z.object({ at: instant, minute: z.number().int(), code: z.string(), text: z.string() })),
  state: z.enum(['triggered', 'acknowledged', 'snoozed', 'resolved']),
  escalation: z.enum(['running', 'exhausted', 'off']),
});
export type RehearsedHere = z.infer<typeof rehearsedHere>;

export const rehearseHere = endpoint('POST /api/v1/policies/{name}/rehearsal', {
  who: 'signedIn',
  area: 'policies',
  isRead: true,
  summary:
    'Who would be notified when, by what and why, at an instant of the real world; nothing is stored or sent.',
  params: byName,
  body: rehearsalHereBody,
  answer: rehearsedHere,
});
