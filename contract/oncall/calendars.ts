import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { byId, id, instant, name } from '../platform/wire.ts';

/** An address by which a calendar program reads shifts; the address itself is told once, when it is made. */
export const calendarItem = z.object({
  id,
  /** Null for one's own shifts on every schedule. */
  schedule: z.string().nullable(),
  createdAt: instant,
  readAt: instant.nullable(),
});
export type CalendarItem = z.infer<typeof calendarItem>;

export const listCalendars = endpoint('GET /api/v1/me/calendars', {
  who: 'signedIn',
  area: 'schedules',
  summary: 'One’s own calendar addresses, without their secrets.',
  answer: z.object({ items: z.array(calendarItem) }),
});
export const addCalendar = endpoint('POST /api/v1/me/calendars', {
  who: 'signedIn',
  area: 'schedules',
  summary: 'Make a calendar address, of one’s own shifts or of a schedule. Whoever knows it can read it.',
  body: z.strictObject({ schedule: name.optional() }),
  answer: calendarItem.extend({ url: z.string() }),
  status: 201,
});
export const removeCalendar = endpoint('DELETE /api/v1/me/calendars/{id}', {
  who: 'signedIn',
  area: 'schedules',
  summary: 'Revoke a calendar address: from now on there is nothing at it.',
  params: byId,
});
