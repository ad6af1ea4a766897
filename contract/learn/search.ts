/** Search over everything that was ever written about incidents and what was learnt from them. */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { id, instant, listOf, listQuery, name } from '../platform/wire.ts';

export const foundKinds = [
  'incident',
  'log',
  'update',
  'document',
  'retrospective',
  'follow-up',
  'service',
] as const;
export type FoundKind = (typeof foundKinds)[number];

export const found = z.object({
  kind: z.enum(foundKinds),
  /** The id of what it belongs to; of a service its name. */
  subject: id,
  ref: z.string(),
  title: z.string(),
  /** A place in it where the words stand, as text; those that were found are marked. */
  snippet: z.array(z.object({ text: z.string(), hit: z.boolean() })),
  services: z.array(z.string()),
  at: instant.nullable(),
});
export type Found = z.infer<typeof found>;

export const search = endpoint('GET /api/v1/search', {
  who: 'reader',
  area: 'incidents',
  summary:
    'Find what was ever written: incidents, their logs and news, retrospectives, follow-ups, services.',
  query: z.strictObject({
    ...listQuery,
    limit: z.coerce.number().int().min(1).max(50).default(20),
    q: z.string().max(16_384).default(''),
    kind: z.enum(foundKinds).optional(),
    service: name.optional(),
    from: instant.optional(),
    until: instant.optional(),
  }),
  answer: listOf(found),
});

export const rebuildSearch = endpoint('POST /api/v1/search/rebuild', {
  who: 'admin',
  area: 'operation',
  summary: 'Read everything again that is searched. What stands there is found meanwhile.',
  answer: z.object({ begunAt: instant }),
});
