import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { byId, id, instant, listOf, listQuery } from './wire.ts';

export const messageStates = [
  'queued',
  'sending',
  'handed',
  'delivered',
  'failed',
  'cancelled',
  'expired',
] as const;

/** A message that was sent, or was to be sent, to a person. Never what it says: that may be a code or a link. */
export const message = z.object({
  id,
  /** What it is about: `page`, `letter`, `contactCode` ... */
  purpose: z.string(),
  /** The page, if it is about one. */
  page: id.nullable(),
  person: z.string(),
  /** The contact method, by its id. */
  via: z.string(),
  kind: z.string(),
  state: z.enum(messageStates),
  plannedAt: instant,
  sentAt: instant.nullable(),
  /** How often it was tried. */
  tries: z.int(),
  reason: z.string(),
  maybeDuplicate: z.boolean(),
});
export type Message = z.infer<typeof message>;

const filters = {
  person: z.string().min(1).max(64).optional(),
  kind: z.string().min(1).max(64).optional(),
  state: z.enum(messageStates).optional(),
  purpose: z.string().min(1).max(64).optional(),
  page: id.optional(),
  from: instant.optional(),
  until: instant.optional(),
  text: z.string().min(1).max(200).optional().meta({ description: 'anywhere but in what the message says' }),
};

export const listMessages = endpoint('GET /api/v1/messages', {
  who: 'auditor',
  area: 'audit',
  summary: 'Every message to every person, latest first, with what became of it; never what it says.',
  query: z.strictObject({ ...filters, ...listQuery }),
  answer: listOf(message),
});

export const getMessage = endpoint('GET /api/v1/messages/{id}', {
  who: 'auditor',
  area: 'audit',
  summary: 'One message with each try to send it.',
  params: byId,
  answer: message.extend({
    expiresAt: instant,
    attempts: z.array(z.object({ at: instant, outcome: z.string(), note: z.string() })),
  }),
});
