/**
 * Incidents of the past in and out (api.md 9): whole histories of other tools, known again by their `sourceId`, and
 * tables as people export them. What is taken in pages nobody, promises nothing, and tells nobody.
 */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { instant, line, name } from '../platform/wire.ts';
import { audience } from './settings.ts';
import { impactLevels } from './state.ts';

/** The moments that past incidents bring along (practice.md 3.1). */
export const importedMoments = [
  'impactStart',
  'firstSignal',
  'detected',
  'declared',
  'firstPageSent',
  'acknowledged',
  'firstInternalNotice',
  'firstPublicNotice',
  'mitigated',
  'impactEnd',
  'resolved',
  'closed',
] as const;
export type ImportedMoment = (typeof importedMoments)[number];

export const mostItems = 10_000;

export const importedImpact = z.strictObject({
  start: instant,
  /** Null while it lasts, which only what is taken out of Muster says: what comes in is over. */
  end: instant.nullable(),
  level: z.enum(impactLevels).optional(),
  /** How much of it was lost, from 0 to 1, where that is not what the level usually means. */
  weight: z.number().min(0).max(1).optional(),
});

export const importItem = z.strictObject({
  /** What the other tool calls it; the same again is the same incident. */
  sourceId: line(200),
  title: line(300),
  summary: z.string().max(10_000).optional(),
  severity: line(64),
  services: z.array(name).max(50).optional(),
  impact: z.array(importedImpact).max(200).default([]),
  times: z
    .strictObject(
      Object.fromEntries(importedMoments.map((one) => [one, instant.optional()])) as Record<
        ImportedMoment,
        z.ZodOptional<typeof instant>
      >,
    )
    .default({}),
  updates: z
    .array(
      z.strictObject({
        at: instant,
        audience,
        text: z.string().max(10_000).optional(),
        state: z.string().max(64).optional(),
      }),
    )
    .max(500)
    .optional(),
  kind: z.enum(['real', 'drill']).optional(),
  /** Where it is not simply over. What goes on or was merged is not taken in. */
  state: z.enum(['open', 'cancelled', 'merged']).optional(),
  /** For its members only; from the start that is whoever takes it in. */
  private: z.boolean().optional(),
  /** What Muster called it when it was taken out; not looked at when it comes in. */
  ref: z.string().max(64).optional(),
});
export type ImportItem = z.input<typeof importItem>;

export const importedCounts = z.object({
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  rejected: z.array(z.object({ index: z.int(), message: z.string() })),
});
export type ImportedCounts = z.infer<typeof importedCounts>;

const yes = z.enum(['true', 'false']).default('false');

export const importIncidents = endpoint('POST /api/v1/incidents/import', {
  who: 'responder',
  area: 'incidents',
  summary:
    'Take in incidents of the past, at most 10,000 in a call: `{items: [{sourceId, title, severity, impact, times, ...}]}`.',
  // Any body: histories are larger than other requests, and each item is judged by itself.
  query: z.strictObject({
    createServices: yes,
    /** Says what would happen, and changes nothing. */
    dryRun: yes,
  }),
  body: z.unknown().meta({ description: '{items: [...]}, each as in the manual under "Import"' }),
  answer: importedCounts,
});

/** What a column of a table may hold. */
export const tableFields = [
  'sourceId',
  'title',
  'summary',
  'severity',
  'services',
  'kind',
  'state',
  'level',
  'weight',
  'impact',
  'updates',
  'ref',
  'private',
  /** Seconds from when it began to its end; people write "54 hours 10 minutes". */
  'duration',
  'secondsToAcknowledge',
  'secondsToResolve',
  ...importedMoments,
] as const;
export type TableField = (typeof tableFields)[number];

export const tableRead = z.object({
  /** What each column was taken for; null for one that is left out. */
  columns: z.array(
    z.object({ column: z.string(), field: z.enum(tableFields).nullable(), example: z.string() }),
  ),
  items: z.array(z.object({ line: z.int(), item: z.record(z.string(), z.unknown()) })),
  rejected: z.array(z.object({ line: z.int(), message: z.string() })),
  /** What was read as "nobody knows", with its line: it stays without a value. */
  unknown: z.array(z.object({ line: z.int(), message: z.string() })),
});
export type TableRead = z.infer<typeof tableRead>;

export const readTable = endpoint('POST /api/v1/incidents/import/table', {
  who: 'responder',
  area: 'incidents',
  isRead: true,
  summary: 'Read a table (CSV) of past incidents into items for the import. Nothing is changed.',
  body: z.unknown().meta({
    description: '{text, columns?: {column: field or null}, zone?: where times without one belong}',
  }),
  answer: tableRead,
});

export const exportIncidents = endpoint('GET /api/v1/incidents/export', {
  who: 'reader',
  area: 'incidents',
  summary: 'All incidents that you may see, in the form in which they are taken in again. It is recorded.',
  query: z.strictObject({ format: z.enum(['csv', 'json']).default('json') }),
  answer: z.string().meta({ description: 'a file: JSON or CSV, as asked for' }),
});
