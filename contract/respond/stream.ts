/** The stream of an incident on the wire: all that anything else is made of. */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { listOf } from '../platform/wire.ts';
import { incidentEvent } from './events.ts';
import { byRef } from './incidents.ts';

export const listIncidentEvents = endpoint('GET /api/v1/incidents/{ref}/events', {
  who: 'reader',
  area: 'incidents',
  summary: 'The stream itself, oldest first.',
  params: byRef,
  query: z.strictObject({
    /** The number of the last event that is known. */
    after: z.coerce.number().int().min(0).default(0),
    /** In its place: where the list before it ended. */
    cursor: z.coerce.number().int().min(0).optional(),
    limit: z.coerce.number().int().min(1).max(1_000).default(200),
  }),
  answer: listOf(incidentEvent),
});
