/** Duties to tell those outside: the rules of the company, and what each incident owes (practice.md 6.6). */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { byName, id, instant, line, name } from '../platform/wire.ts';
import { byRef, incident, ref } from '../respond/incidents.ts';
import { factKind, obligationRule } from '../respond/obligation-rules.ts';
import { keptRule, obligation } from '../respond/obligations.ts';

export const listObligationRules = endpoint('GET /api/v1/obligations/rules', {
  who: 'reader',
  area: 'incidents',
  summary: 'The rules by which somebody outside must be told of an incident. They are no legal advice.',
  answer: z.object({ items: z.array(keptRule) }),
});
export const putObligationRule = endpoint('PUT /api/v1/obligations/rules/{name}', {
  who: 'admin',
  area: 'incidents',
  summary: 'Change a rule, or add one. Duties that run keep the rule as it was when they began.',
  params: byName,
  body: obligationRule.omit({ name: true }),
  answer: keptRule,
});
export const listObligationVersions = endpoint('GET /api/v1/obligations/rules/{name}/versions', {
  who: 'reader',
  area: 'incidents',
  summary: 'What a rule said before, the latest first, with who changed it.',
  params: byName,
  answer: z.object({
    items: z.array(z.object({ rule: keptRule, changedAt: instant, changedBy: z.string() })),
  }),
});

export const runningObligation = z.object({ ref: z.string(), title: z.string(), obligation });
export type RunningObligation = z.infer<typeof runningObligation>;
export const listObligations = endpoint('GET /api/v1/obligations', {
  who: 'reader',
  area: 'incidents',
  summary: 'The duties that run, of all incidents that the caller may see, the earliest first.',
  answer: z.object({ items: z.array(runningObligation) }),
});

const fact = {
  at: instant,
  /** What happened or was found. */
  what: line(2_000),
  decidedBy: line(200),
  evidence: line(2_000),
};
const byDuty = z.strictObject({ ref, id });

export const startObligation = endpoint('POST /api/v1/incidents/{ref}/obligations', {
  who: 'responder',
  area: 'incidents',
  summary: 'Start the clocks of a rule, from something that was found or decided.',
  params: byRef,
  body: z.strictObject({
    rule: name,
    fact: z.strictObject({ kind: factKind, ...fact }),
    owner: name.optional(),
    deputy: name.nullable().optional(),
  }),
  answer: incident,
  status: 201,
});
export const declineObligation = endpoint('POST /api/v1/incidents/{ref}/not-reportable', {
  who: 'responder',
  area: 'incidents',
  summary:
    'Put on record that a rule does not ask for a report, why, and who decided that. It ends what runs of it.',
  params: byRef,
  body: z.strictObject({ rule: name, reason: line(2_000), decidedBy: line(200) }),
  answer: incident,
});
export const addObligationFact = endpoint('POST /api/v1/incidents/{ref}/obligations/{id}/facts', {
  who: 'responder',
  area: 'incidents',
  summary:
    'Add what was found or decided since: a classification, a payment, a fix. The latest of a kind counts.',
  params: byDuty,
  body: z.strictObject({ kind: factKind, ...fact }),
  answer: incident,
});
export const submitObligation = endpoint('POST /api/v1/incidents/{ref}/obligations/{id}/submissions', {
  who: 'responder',
  area: 'incidents',
  summary: 'A step was submitted: with its reference, when, and the reasons where it came late.',
  params: byDuty,
  body: z.strictObject({
    step: name,
    reference: line(500),
    at: instant,
    lateReason: line(2_000).optional(),
  }),
  answer: incident,
});
export const waiveObligationStep = endpoint('POST /api/v1/incidents/{ref}/obligations/{id}/waivers', {
  who: 'responder',
  area: 'incidents',
  summary:
    'Put on record that one step need not be submitted, why, and who decided that; or, with `waived` false, that it is owed after all.',
  params: byDuty,
  body: z.strictObject({
    step: name,
    waived: z.boolean().default(true),
    reason: line(2_000),
    decidedBy: line(200),
  }),
  answer: incident,
});
export const assignObligation = endpoint('PATCH /api/v1/incidents/{ref}/obligations/{id}', {
  who: 'responder',
  area: 'incidents',
  summary: 'Name who owns it, and who does when they cannot.',
  params: byDuty,
  body: z.strictObject({ owner: name.optional(), deputy: name.nullable().optional() }),
  answer: incident,
});
