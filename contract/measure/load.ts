import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { instant, name } from '../platform/wire.ts';

/** The load of one person on one rota, in the person's own time zone. People stand by name; nobody is ranked. */
export const personLoad = z.object({
  person: z.string(),
  /** Hours on call. */
  hours: z.number(),
  /** Pages that asked for this person. */
  pages: z.number().int(),
  /** Clusters of pages less than 15 minutes apart. */
  interruptions: z.number().int(),
  weekendInterruptions: z.number().int(),
  /** Nights with an interruption, each counted once, by its evening. */
  disturbedNights: z.number().int(),
  /** The share of the weighted interruptions by the share of the hours: 1 is even. Null: nothing to compare. */
  ratio: z.number().nullable(),
  overloaded: z.boolean(),
});
export type PersonLoad = z.infer<typeof personLoad>;

export const rotaLoad = z.object({
  schedule: z.string(),
  /** 1 - Gini of the weighted interruptions per hour; null with fewer than two people: there is no peer. */
  evenness: z.number().nullable(),
  n: z.number().int(),
  /** Only for those who look after the rota; others find themselves alone. */
  people: z.array(personLoad),
});
export type RotaLoad = z.infer<typeof rotaLoad>;

export const getLoad = endpoint('GET /api/v1/measures/load', {
  who: 'signedIn',
  area: 'schedules',
  summary: 'On-call load per rota and person, four weeks unless told; people by name, never by rank.',
  query: z.strictObject({ from: instant.optional(), until: instant.optional(), schedule: name.optional() }),
  answer: z.object({
    from: instant,
    until: instant,
    /** The mean evenness of the rotas that have one. */
    value: z.number().nullable(),
    n: z.number().int(),
    rotas: z.array(rotaLoad),
    definition: z.string(),
  }),
});
