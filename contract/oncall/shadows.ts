import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { byName, id, instant, name } from '../platform/wire.ts';

/** For a span a trainee gets copies of pages, marked as such: a copy wakes nobody else and stops nothing. */
export const shadow = z.object({
  id,
  trainee: z.string(),
  /** Whose pages; null: of whoever is on call on the schedule. */
  person: z.string().nullable(),
  start: instant,
  end: instant,
  createdBy: z.string(),
  createdAt: instant,
});
export type ShadowItem = z.infer<typeof shadow>;

export const listShadows = endpoint('GET /api/v1/schedules/{name}/shadows', {
  who: 'signedIn',
  area: 'schedules',
  summary: 'Who gets copies of the pages of a schedule, now or later.',
  params: byName,
  answer: z.object({ items: z.array(shadow) }),
});
export const addShadow = endpoint('POST /api/v1/schedules/{name}/shadows', {
  who: 'responder',
  area: 'schedules',
  summary:
    'For a span a trainee gets copies of the pages of a person, or of whoever is on call on the schedule.',
  params: byName,
  body: z.strictObject({ trainee: name, person: name.optional(), start: instant, end: instant }),
  answer: shadow,
  status: 201,
});
export const removeShadow = endpoint('DELETE /api/v1/schedules/{name}/shadows/{id}', {
  who: 'responder',
  area: 'schedules',
  summary: 'No more copies.',
  params: z.strictObject({ name, id }),
});
