/** The plan is looked at again from time to time (R83): is it still right, and what else could be done? */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { line } from '../platform/wire.ts';
import { byRef, incident } from './incidents.ts';
import { planAnswers } from './state-parts.ts';

export const reviewPlan = endpoint('POST /api/v1/incidents/{ref}/plan', {
  who: 'responder',
  area: 'incidents',
  summary: 'Say that the plan still holds, or what it is now, and what else could be done.',
  params: byRef,
  body: z.strictObject({
    answer: z.enum(planAnswers),
    /** What is done next, where that is something else than before. */
    text: z.string().trim().max(5_000).optional(),
    options: z.array(line(500)).max(20).default([]),
  }),
  answer: incident,
});
