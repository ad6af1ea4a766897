import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { byId, id } from '../platform/wire.ts';
import { urgencySchema } from './definition.ts';
import { pageStates } from './pages.ts';

/** All that an own device whose session has ended is told of a page that called its owner (decision 0007). */
export const tapPage = z.object({
  id,
  state: z.enum(pageStates),
  title: z.string(),
  service: z.string().nullable(),
  urgency: urgencySchema,
  /** Whether the owner of the device has it. */
  isMine: z.boolean(),
});
export type TapPage = z.infer<typeof tapPage>;

export const getTapPage = endpoint('GET /api/v1/device/pages/{id}', {
  who: 'anyone',
  area: 'open',
  summary:
    'A page that called the owner of this device, by the device cookie: what is on its screen, no more.',
  params: byId,
  answer: tapPage,
});
export const acknowledgeTapPage = endpoint('POST /api/v1/device/pages/{id}/acknowledgement', {
  who: 'anyone',
  area: 'open',
  summary: 'Acknowledge a page that called the owner of this device, by the device cookie.',
  params: byId,
  body: z.strictObject({}).optional(),
  answer: tapPage,
});
