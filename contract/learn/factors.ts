/**
 * Contributing factors (practice.md 5.5): conditions that helped it happen, of a list without persons; several for each
 * report, none of them the one cause. What kept the thing small is a factor as well.
 */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { id, instant, line } from '../platform/wire.ts';

/** The kinds, each with what it may be more exactly. */
export const factorKinds = {
  change: ['code', 'configuration', 'data', 'infrastructure', 'feature flag', 'expiry'],
  load: ['traffic growth', 'retry storm', 'batch', 'abuse'],
  capacity: ['quota', 'connections', 'memory', 'disk', 'address space'],
  dependency: ['third party', 'internal service', 'network', 'DNS', 'identity'],
  state: ['corruption', 'schema', 'replication', 'cache', 'clock or time zone'],
  resilience: ['failover', 'retry', 'timeout', 'health check', 'autoscaling'],
  detection: ['no signal', 'late', 'noisy', 'unread', 'wrong owner'],
  tooling: ['unsafe default', 'unclear screen', 'missing guard', 'slow rollback'],
  knowledge: ['runbook missing', 'map wrong', 'single expert', 'turnover'],
  coordination: ['handoff', 'parallel changes', 'gap in communication', 'unclear command'],
  organisation: ['deadline', 'staffing', 'priority', 'incentive', 'contract'],
  environment: ['power', 'cooling', 'hardware', 'weather'],
  security: [],
  latent: [],
} as const satisfies Record<string, readonly string[]>;
export type FactorKind = keyof typeof factorKinds;
export const factorKindNames = Object.keys(factorKinds) as FactorKind[];

const fields = {
  kind: z.enum(factorKindNames),
  /** One of those that the kind names, or empty. */
  part: z.string().max(40).default(''),
  /** Whether it kept the thing small, instead of helping it happen. */
  eased: z.boolean().default(false),
  text: line(2_000),
  evidence: z.string().trim().max(2_000).default(''),
  /** Since when the condition was there, where it lay in wait. */
  since: instant.nullable().default(null),
};

export const factor = z.object({
  id,
  kind: fields.kind,
  part: z.string(),
  eased: z.boolean(),
  text: z.string(),
  evidence: z.string(),
  since: instant.nullable(),
  addedBy: z.string(),
  /** In how many other reports that the reader may see the same kind and part stand. */
  elsewhere: z.int(),
});
export type Factor = z.infer<typeof factor>;

export const addFactor = endpoint('POST /api/v1/retrospectives/{id}/factors', {
  who: 'responder',
  area: 'incidents',
  summary: 'Put a contributing factor into a retrospective, or what kept it small.',
  params: z.strictObject({ id }),
  body: z.strictObject(fields),
  answer: factor,
  status: 201,
});
const onFactor = z.strictObject({ id, factor: id });
export const changeFactor = endpoint('PUT /api/v1/retrospectives/{id}/factors/{factor}', {
  who: 'responder',
  area: 'incidents',
  summary: 'Say a factor otherwise. Its id stays, so that follow-ups stay linked.',
  params: onFactor,
  body: z.strictObject(fields),
  answer: factor,
});
export const removeFactor = endpoint('DELETE /api/v1/retrospectives/{id}/factors/{factor}', {
  who: 'responder',
  area: 'incidents',
  summary: 'Take a factor out of a retrospective.',
  params: onFactor,
  answer: z.void(),
  status: 204,
});

export const factorElsewhere = z.object({
  retrospective: id,
  ref: z.string().nullable(),
  title: z.string(),
  at: instant,
  text: z.string(),
  eased: z.boolean(),
});
export const listFactors = endpoint('GET /api/v1/factors', {
  who: 'reader',
  area: 'incidents',
  summary: 'Where else a kind of factor contributed, latest first.',
  query: z.strictObject({
    kind: z.enum(factorKindNames),
    part: z.string().max(40).optional(),
    /** A retrospective to leave out. */
    except: id.optional(),
  }),
  answer: z.object({ items: z.array(factorElsewhere) }),
});
