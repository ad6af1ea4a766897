/** The stream of an incident on the wire: all that anything else is made of. */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { incidentEvent } from './events.ts';
import { byRef } from './incidents.ts';

export const listIncidentEvents = endpoint('GET /api/v1/incidents/{ref}/events', {
  who: 'reader',
  area: 'incidents',
  summary: 'The stream itself, oldest first.',
  params: byRef,
  query: z.strictObject({
    after: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(1_000).default(200),
  }),
  answer: z.object({ items: z.array(incidentEvent), nextAfter: z.int().nullable() }),
});
