/** Figures about incidents (api.md 9; every definition as in practice.md, section 3). Seconds, unless said otherwise. */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { instant, name } from '../platform/wire.ts';

export const durationNames = [
  'ttd',
  'declare-delay',
  'tta',
  'ttn',
  'notice-delay',
  'ttm',
  'ttr',
  'first-restore',
  'ttrestore',
  'impact-time',
  'active-time',
  /** Seconds of everybody who was there, together. */
  'coordination',
  /** Of rehearsals, which are in no other figure. */
  'drills',
] as const;
export type DurationName = (typeof durationNames)[number];

/** A distribution for each of several parts: of statuses, of ways by which incidents came to be known. */
export const partNames = ['statuses', 'detection'] as const;
export type PartName = (typeof partNames)[number];

export const shareNames = ['cadence', 'follow-ups', 'recurrence', 'reopen', 'actionability'] as const;
export type ShareName = (typeof shareNames)[number];

const excluded = z.array(z.object({ reason: z.string(), n: z.int() }));

/** What every figure says of itself. */
const about = {
  excluded,
  definition: z.string(),
  /** Another number where the definition is another one than before. */
  definitionVersion: z.int(),
};

/** By linear interpolation. Null with fewer than 5 values; p95 with fewer than 20. */
const percentiles = {
  n: z.int(),
  p50: z.number().nullable(),
  p75: z.number().nullable(),
  p90: z.number().nullable(),
  p95: z.number().nullable(),
};

/** Against the period of the same length before, with a bootstrap interval of 90 %; null with fewer than 5 on a side. */
const change = z
  .object({ difference: z.number(), low: z.number(), high: z.number(), isDetectable: z.boolean() })
  .nullable();

export const durations = z.object({
  /** Each value with its incident, so that every dot opens one. At most the latest 5,000. */
  values: z.array(z.object({ ref: z.string(), seconds: z.number(), at: instant })),
  /** Shown and not counted: never acknowledged (more than so long), early (by so much), implausible. The latest 500. */
  flagged: z.array(z.object({ ref: z.string(), seconds: z.number(), at: instant, reason: z.string() })),
  ...percentiles,
  /** Of the median. */
  change,
  ...about,
});
export type Durations = z.infer<typeof durations>;

export const ratio = z.object({
  /** Null where nothing was due. */
  value: z.number().nullable(),
  n: z.int(),
  parts: z.record(z.string(), z.number()),
  /** Of the share; null as well where it is none of things that are counted. */
  change,
  /** The incidents that are the part, the latest 200; `others` are those that they go with. */
  cases: z.array(z.object({ ref: z.string(), at: instant, others: z.array(z.string()) })),
  ...about,
});
export type Ratio = z.infer<typeof ratio>;

export const parts = z.object({
  /** Incidents in all. */
  n: z.int(),
  /** Of how incidents came to be known: the share that a machine saw first. Null elsewhere. */
  value: z.number().nullable(),
  /** Seconds in each, with its part of the incidents or of the time: 0 to 1. */
  parts: z.array(z.object({ name: z.string(), share: z.number(), incidents: z.int(), ...percentiles })),
  ...about,
});
export type Parts = z.infer<typeof parts>;

export const betweenFailures = z.object({
  failures: z.int(),
  operatingSeconds: z.number(),
  downSeconds: z.number(),
  /** Null without a failure: then it is more than the operating time. */
  mtbfSeconds: z.number().nullable(),
  /** The times between the failures of the period as a distribution. */
  between: z.object(percentiles),
  ...about,
});

const period = {
  /** The last 90 days where it is left out. */
  from: instant.optional(),
  until: instant.optional(),
  service: name.optional(),
  /** The services of a team. */
  team: name.optional(),
  severity: name.optional(),
  /** The kind of incident, by the name in the settings. */
  kind: name.optional(),
  /** Of the availability of one service: whether planned maintenance is left out of the period. */
  maintenance: z.enum(['counted', 'left-out']).optional(),
};

export const getDurations = endpoint('GET /api/v1/measures/{name}', {
  who: 'reader',
  area: 'incidents',
  summary: 'One measure over a period, as a distribution or a ratio, with what was left out and why.',
  params: z.strictObject({
    name: z.enum([...durationNames, ...partNames, ...shareNames, 'availability', 'tbf']),
  }),
  query: z.strictObject(period),
  answer: z.union([durations, parts, ratio, betweenFailures]),
});
export const rebuildMeasures = endpoint('POST /api/v1/measures/rebuild', {
  who: 'admin',
  area: 'operation',
  summary: 'Make all figures of incidents anew from their streams. They come out as they were.',
  answer: z.object({ incidents: z.int() }),
});
