/** What an incident has to do with others, and where else something about it stands. */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { id, line } from '../platform/wire.ts';
import { byRef, incident, ref } from './incidents.ts';
import { relations } from './state.ts';

/** Only addresses of the web, without a name and password in them: whoever presses one is taken there. */
const address = z
  .url({ protocol: /^https?$/, hostname: /./ })
  .max(2_000)
  .refine((text) => !/^https?:\/\/[^/]*@/i.test(text), 'must not hold a name or password');
const label = line(300);

export const linkWish = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('incident'), to: z.string().min(1).max(64), relation: z.enum(relations) }),
  z.strictObject({
    kind: z.literal('ticket'),
    to: z.union([address, z.string().regex(/^[\w#./-]{1,100}$/)]),
    label: label.optional(),
  }),
  z.strictObject({
    kind: z.enum(['document', 'retrospective', 'call', 'chat', 'other']),
    to: address,
    label: label.optional(),
  }),
]);
export type LinkWish = z.infer<typeof linkWish>;

export const addLink = endpoint('POST /api/v1/incidents/{ref}/links', {
  who: 'responder',
  area: 'incidents',
  summary: 'Link another incident, a ticket, or an address.',
  params: byRef,
  body: linkWish,
  answer: incident,
  status: 201,
});
export const removeLink = endpoint('DELETE /api/v1/incidents/{ref}/links/{id}', {
  who: 'responder',
  area: 'incidents',
  summary: 'Take a link away; of two incidents from both.',
  params: z.strictObject({ ref, id }),
  query: z.strictObject({ reason: z.string().trim().max(2_000).default('') }),
  answer: incident,
});
