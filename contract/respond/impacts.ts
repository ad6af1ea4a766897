import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { id, instant, name } from '../platform/wire.ts';
import { incident, ref } from './incidents.ts';
import { consequences, impactLevels } from './state.ts';

const parts = {
  from: instant,
  until: instant.nullable(),
  level: z.enum(impactLevels),
  /** Who is affected and how, in plain words. */
  who: z.string().trim().min(1).max(2_000),
  count: z.int().min(0).max(1_000_000_000).nullable(),
  confidence: z.enum(['low', 'medium', 'high']),
  services: z.array(name).max(50),
  consequences: z.array(z.enum(consequences)).max(10),
};

/** Why, where the incident is closed or cancelled. */
const reason = z.string().trim().max(2_000).optional();

export const stateImpact = endpoint('POST /api/v1/incidents/{ref}/impacts', {
  who: 'responder',
  area: 'incidents',
  summary:
    'State who is affected, since when, how much, and how sure that is. “Unknown, checking” is an answer.',
  params: z.strictObject({ ref }),
  body: z.strictObject({
    from: parts.from.optional(),
    until: parts.until.optional(),
    level: parts.level,
    who: parts.who.optional(),
    count: parts.count.optional(),
    confidence: parts.confidence.optional(),
    services: parts.services.optional(),
    consequences: parts.consequences.optional(),
    reason,
  }),
  answer: incident,
  status: 201,
});
export const changeImpact = endpoint('PATCH /api/v1/incidents/{ref}/impacts/{id}', {
  who: 'responder',
  area: 'incidents',
  summary: 'Revise an interval of impact, or end it.',
  params: z.strictObject({ ref, id }),
  body: z.strictObject({ ...parts, reason }).partial(),
  answer: incident,
});
export const withdrawImpact = endpoint('DELETE /api/v1/incidents/{ref}/impacts/{id}', {
  who: 'responder',
  area: 'incidents',
  summary: 'Take an interval of impact back: it was an error. The record keeps it.',
  params: z.strictObject({ ref, id }),
  query: z.strictObject({ reason: z.string().trim().max(2_000).default('') }),
  answer: incident,
});
