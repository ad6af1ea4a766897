/**
 * Two incidents that turn out to be one. The one that is merged keeps its own stream, log and pages: nothing is copied
 * and nothing moves, so that taking them apart again gives back exactly what was there (I10).
 */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { id, instant, line, listOf } from '../platform/wire.ts';
import { byRef, incident } from './incidents.ts';
import { incidentActor } from './state.ts';

/** What came along with an incident that was merged: where its people have to look once more. */
export const merged = z.object({
  ref: z.string(),
  title: z.string(),
  mergedAt: instant,
  by: incidentActor,
  reason: z.string(),
  severity: z.string(),
  severityRank: z.int(),
  /** Lines of its log, tasks that are still open, and systems that are still held there. */
  entries: z.int(),
  openTasks: z.array(z.object({ id, text: z.string(), person: z.string().nullable() })),
  heldSystems: z.array(z.object({ system: z.string(), person: z.string(), until: instant })),
  responders: z.array(z.string()),
  pages: z.array(id),
});
export type Merged = z.infer<typeof merged>;

export const mergeIncident = endpoint('POST /api/v1/incidents/{ref}/merges', {
  who: 'responder',
  area: 'incidents',
  summary: 'It is the same as another incident, and goes on there.',
  params: byRef,
  body: z.strictObject({ into: z.string().min(1).max(64), reason: line(2_000).optional() }),
  answer: incident,
  status: 201,
});
export const unmergeIncident = endpoint('DELETE /api/v1/incidents/{ref}/merges', {
  who: 'responder',
  area: 'incidents',
  summary: 'It is another one after all, and goes on as it was.',
  params: byRef,
  query: z.strictObject({ reason: line(2_000) }),
  answer: incident,
});
export const listMerged = endpoint('GET /api/v1/incidents/{ref}/merges', {
  who: 'reader',
  area: 'incidents',
  summary: 'The incidents that were merged into this one, with what came along with each.',
  params: byRef,
  answer: listOf(merged),
});
