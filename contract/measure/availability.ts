/** What the organisation counts as lost, and how available a service was month by month (practice.md 3.2, R47). */
import { z } from 'zod';
import { timeZoneSchema } from '../oncall/definition.ts';
import { endpoint } from '../platform/endpoint.ts';
import { instant, name } from '../platform/wire.ts';

const weight = z.number().min(0).max(1);

export const availabilityRule = z.strictObject({
  /** How much of a service is lost at each level of impact, where nobody stated it for the incident. */
  weights: z.strictObject({ degraded: weight, partial: weight, major: weight }),
  /** Whether planned maintenance of a service is left out of its period. */
  maintenance: z.enum(['counted', 'left-out']),
  /** In which months begin and end; of each service that has one of its own, in that one. */
  timeZone: timeZoneSchema,
  zones: z.record(name, timeZoneSchema),
});
export type AvailabilityRule = z.infer<typeof availabilityRule>;

/** The usual convention of status pages. */
export const usualRule: AvailabilityRule = {
  weights: { degraded: 0, partial: 0.3, major: 1 },
  maintenance: 'counted',
  timeZone: 'UTC',
  zones: {},
};

/** With its version: 0 where the organisation has said nothing yet, which is as usual. */
export const storedRule = availabilityRule.extend({ version: z.int(), changedAt: instant.nullable() });
export type StoredRule = z.infer<typeof storedRule>;

export const getAvailabilityRule = endpoint('GET /api/v1/measures/availability/rule', {
  who: 'reader',
  area: 'incidents',
  summary:
    'What counts as lost: weights by level of impact, whether maintenance counts, and the time zones of months.',
  answer: storedRule,
});
export const putAvailabilityRule = endpoint('PUT /api/v1/measures/availability/rule', {
  who: 'admin',
  area: 'incidents',
  summary:
    'Change what counts as lost; every figure of availability is another one from now on, and says so.',
  body: availabilityRule,
  answer: storedRule,
});

const held = z.object({
  from: instant,
  /** The end of it, or now where that is still to come. */
  until: instant,
  /** 1 less what was lost; null where it holds no time. */
  value: z.number().nullable(),
  seconds: z.number(),
  lostSeconds: z.number(),
  failures: z.int(),
});
export type Held = z.infer<typeof held>;

export const months = z.object({
  timeZone: z.string(),
  rule: storedRule,
  /** The last 30 days up to now. */
  rolling: held,
  /** The latest first; the first one is still going on. */
  months: z.array(held.extend({ month: z.string().regex(/^\d{4}-\d\d$/) })),
  excluded: z.array(z.object({ reason: z.string(), n: z.int() })),
  definition: z.string(),
  definitionVersion: z.int(),
});
export type Months = z.infer<typeof months>;

export const getAvailabilityMonths = endpoint('GET /api/v1/measures/availability/months', {
  who: 'reader',
  area: 'incidents',
  summary:
    'How available a service, or the whole company, was: the last 30 days, and month by month in its time zone.',
  query: z.strictObject({
    service: name.optional(),
    /** How many, this one among them. */
    months: z.coerce.number().int().min(1).max(36).default(6),
  }),
  answer: months,
});
