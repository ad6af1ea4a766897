/** Signs of the health strip that somebody puts aside. */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { line } from '../platform/wire.ts';
import { incident, ref } from './incidents.ts';

export const dismissNudge = endpoint('POST /api/v1/incidents/{ref}/nudges/{id}/dismissal', {
  who: 'responder',
  area: 'incidents',
  summary:
    'Put a sign of the health strip aside, with a reason. It comes back with a new cause, or when it gets worse.',
  params: z.strictObject({
    ref,
    /** A sign's name and level, such as `tasks:amber`, or the proposal to relieve somebody. */
    id: z.string().max(300),
  }),
  body: z.strictObject({ reason: line(500) }),
  answer: incident,
});
