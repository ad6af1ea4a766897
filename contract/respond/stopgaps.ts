/** The damage is limited (R2), and by what, where that holds only for a while (R60). */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { id, instant, line } from '../platform/wire.ts';
import { byRef, incident, ref } from './incidents.ts';

export const reached = ['contained', 'mitigated'] as const;
const byStopGap = z.strictObject({ ref, id });
const because = line(2_000);

export const limitDamage = endpoint('POST /api/v1/incidents/{ref}/containment', {
  who: 'responder',
  area: 'incidents',
  summary:
    'Say that the damage grows no more (contained) or is gone for users (mitigated), and which stop-gap holds it.',
  params: byRef,
  body: z.strictObject({
    reached: z.enum(reached),
    at: instant.optional(),
    /** What holds it for now; left out where nothing provisional does. */
    stopGap: z
      .strictObject({
        what: line(500),
        /** What is still broken meanwhile. */
        residual: z.string().trim().max(2_000).default(''),
        until: instant.nullable().default(null),
      })
      .optional(),
  }),
  answer: incident,
  status: 201,
});
export const moveStopGap = endpoint('PATCH /api/v1/incidents/{ref}/stopgaps/{id}', {
  who: 'responder',
  area: 'incidents',
  summary: 'Say until when a stop-gap may stand, and why.',
  params: byStopGap,
  body: z.strictObject({ until: instant.nullable(), reason: because }),
  answer: incident,
});
export const endStopGap = endpoint('POST /api/v1/incidents/{ref}/stopgaps/{id}/end', {
  who: 'responder',
  area: 'incidents',
  summary: 'A stop-gap is gone: what took its place.',
  params: byStopGap,
  body: z.strictObject({ reason: because }),
  answer: incident,
});
