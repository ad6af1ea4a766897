import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { instant } from '../platform/wire.ts';
import { contactKinds } from './contacts.ts';

/** One contact method of somebody, without where it leads: that is for its owner and for administrators. */
export const readyMethod = z.object({
  id: z.string(),
  kind: z.enum(contactKinds),
  /** Minutes after which a page of high urgency uses it first; null where none does. */
  after: z.number().int().nullable(),
  verified: z.boolean(),
  /** Whether this server can send by it now. */
  usable: z.boolean(),
  /** Whether its provider says that nothing arrives there any more. */
  gone: z.boolean(),
  /** When something last arrived by it, or its owner proved to get it; null for never. */
  provenAt: instant.nullable(),
});
export type ReadyMethod = z.infer<typeof readyMethod>;

export const readyPerson = z.object({
  person: z.string(),
  fullName: z.string(),
  /** The rotas that name this person; empty for whoever is named by a policy alone. */
  schedules: z.array(z.string()),
  /** Why a page of high urgency could not wake this person; null when one could. */
  problem: z.string().nullable(),
  methods: z.array(readyMethod),
  /** The latest paging test that rang. */
  lastTest: z
    .object({
      schedule: z.string(),
      at: instant,
      answered: z.boolean(),
      /** How long it took to answer. */
      afterSeconds: z.number().nullable(),
    })
    .nullable(),
});
export type ReadyPerson = z.infer<typeof readyPerson>;

export const getReadiness = endpoint('GET /api/v1/on-call/readiness', {
  who: 'reader',
  area: 'contacts',
  summary:
    'Everybody whom a rota or a policy names: by what they can be reached, and when that was last proved.',
  answer: z.object({ items: z.array(readyPerson) }),
});
