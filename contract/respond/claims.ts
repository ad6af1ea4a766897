import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { id, line } from '../platform/wire.ts';
import { incident, ref } from './incidents.ts';

const minutes = z.int().min(1).max(1_440);
const onClaim = z.strictObject({ ref, id });

export const makeClaim = endpoint('POST /api/v1/incidents/{ref}/claims', {
  who: 'responder',
  area: 'incidents',
  summary: 'Say that I am changing a system, so that nobody else changes it meanwhile.',
  params: z.strictObject({ ref }),
  body: z.strictObject({
    system: line(200),
    doing: line(500),
    minutes,
    /** Why it is needed although somebody else holds the system. */
    anyway: line(500).optional(),
  }),
  answer: incident,
  status: 201,
});
export const extendClaim = endpoint('POST /api/v1/incidents/{ref}/claims/{id}/extension', {
  who: 'responder',
  area: 'incidents',
  summary: 'I need so many minutes more, counted from now.',
  params: onClaim,
  body: z.strictObject({ minutes }),
  answer: incident,
});
export const releaseClaim = endpoint('DELETE /api/v1/incidents/{ref}/claims/{id}', {
  who: 'responder',
  area: 'incidents',
  summary: 'The system is free again. Who frees what somebody else holds says why.',
  params: onClaim,
  query: z.strictObject({ reason: z.string().trim().max(500).default('') }),
  answer: incident,
});
