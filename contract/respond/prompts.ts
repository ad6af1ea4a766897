/** Whether a page should be an incident (R13): asked after an hour, and answered with a reason where it should not. */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { byId, instant, line } from '../platform/wire.ts';

export const prompt = z.object({
  /** When the hour of work without a solution was over, and its owner was asked. */
  raisedAt: instant.nullable(),
  refused: z.object({ at: instant, by: z.string(), reason: z.string() }).nullable(),
});
export type Prompt = z.infer<typeof prompt>;

export const getPrompt = endpoint('GET /api/v1/pages/{id}/prompt', {
  who: 'reader',
  area: 'incidents',
  summary: 'Whether this page should be an incident: what was asked, and what was answered.',
  params: byId,
  answer: prompt,
});
export const refusePrompt = endpoint('POST /api/v1/pages/{id}/prompt/refusal', {
  who: 'responder',
  area: 'incidents',
  summary: 'This page needs no incident, and why. It is not asked again.',
  params: byId,
  body: z.strictObject({ reason: line(500) }),
  answer: prompt,
});
