/** Figures about incidents (api.md 9; every definition as in practice.md, section 3). Seconds, unless said otherwise. */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { instant, name } from '../platform/wire.ts';

export const durationNames = [
  'ttd',
  'declare-delay',
  'tta',
  'ttn',
  'ttm',
  'ttr',
  'ttrestore',
  'active-time',
] as const;
export type DurationName = (typeof durationNames)[number];

const excluded = z.array(z.object({ reason: z.string(), n: z.int() }));

export const durations = z.object({
  /** Each value with its incident, so that every dot opens one. At most the latest 5,000. */
  values: z.array(z.object({ ref: z.string(), seconds: z.number(), at: instant })),
  n: z.int(),
  p50: z.number().nullable(),
  p75: z.number().nullable(),
  p90: z.number().nullable(),
  p95: z.number().nullable(),
  /** The median against the period of the same length before; null with fewer than five values on a side. */
  change: z
    .object({ difference: z.number(), low: z.number(), high: z.number(), isDetectable: z.boolean() })
    .nullable(),
  excluded,
  definition: z.string(),
});
export type Durations = z.infer<typeof durations>;

export const ratio = z.object({
  /** Null where nothing was due. */
  value: z.number().nullable(),
  n: z.int(),
  parts: z.record(z.string(), z.number()),
  excluded,
  definition: z.string(),
});
export type Ratio = z.infer<typeof ratio>;

export const betweenFailures = z.object({
  failures: z.int(),
  operatingSeconds: z.number(),
  downSeconds: z.number(),
  mtbfSeconds: z.number().nullable(),
  excluded,
  definition: z.string(),
});

const period = {
  /** The last 90 days where it is left out. */
  from: instant.optional(),
  until: instant.optional(),
  service: name.optional(),
  severity: name.optional(),
};

export const getDurations = endpoint('GET /api/v1/measures/{name}', {
  who: 'reader',
  area: 'incidents',
  summary: 'One measure over a period, as a distribution or a ratio, with what was left out and why.',
  params: z.strictObject({
    name: z.enum([...durationNames, 'availability', 'tbf', 'cadence', 'reopen']),
  }),
  query: z.strictObject(period),
  answer: z.union([durations, ratio, betweenFailures]),
});
export const rebuildMeasures = endpoint('POST /api/v1/measures/rebuild', {
  who: 'admin',
  area: 'operation',
  summary: 'Make all figures of incidents anew from their streams. They come out as they were.',
  answer: z.object({ incidents: z.int() }),
});
