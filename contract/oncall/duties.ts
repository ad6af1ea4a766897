import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { byName, id, instant } from '../platform/wire.ts';
import { pageStates } from './pages.ts';

export const getDuties = endpoint('GET /api/v1/people/{name}/duties', {
  who: 'auditor',
  area: 'people',
  summary: 'What would go on without this person: rota slots of the next 60 days, policies, open pages.',
  params: byName,
  answer: z.object({
    /** One line for each schedule. `emptyFrom`: when a slot begins in which nobody else is on call; null if none does. */
    slots: z.array(
      z.object({ schedule: z.string(), slots: z.int(), from: instant, emptyFrom: instant.nullable() }),
    ),
    policies: z.array(z.object({ policy: z.string(), step: z.int() })),
    pages: z.array(z.object({ id, title: z.string(), state: z.enum(pageStates) })),
  }),
});
