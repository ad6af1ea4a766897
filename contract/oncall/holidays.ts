/**
 * Public holidays of a schedule, as iCal calendars tell them: by an address that is read each day, or by a file. They
 * are shown, counted in the hours and named in letters; they change no rota.
 */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { byName, id, instant, line, name } from '../platform/wire.ts';

const date = z.iso.date();

export const holiday = z.object({ day: z.string(), name: z.string(), place: z.string() });
export type Holiday = z.infer<typeof holiday>;

export const holidayCalendar = z.object({
  id,
  /** Where these are holidays, such as "Spain". */
  place: z.string(),
  /** Whether it is for all schedules of the team that have none of their own. */
  ofTeam: z.boolean(),
  /** Whether it is read from an address, which is told to nobody. */
  hasAddress: z.boolean(),
  /** When it was last read without a problem. */
  readAt: instant.nullable(),
  problem: z.string().nullable(),
  /** How many days from today on are known, and the first of them. */
  ahead: z.number().int(),
  next: z.object({ day: z.string(), name: z.string() }).nullable(),
});
export type HolidayCalendar = z.infer<typeof holidayCalendar>;

export const listHolidayCalendars = endpoint('GET /api/v1/schedules/{name}/holiday-calendars', {
  who: 'signedIn',
  area: 'schedules',
  summary: 'The calendars of public holidays of a schedule, and those of its team.',
  params: byName,
  answer: z.object({ items: z.array(holidayCalendar) }),
});
export const addHolidayCalendar = endpoint('POST /api/v1/schedules/{name}/holiday-calendars', {
  who: 'responder',
  area: 'schedules',
  summary: 'Take public holidays from a calendar: from its iCal address, read each day, or from its text.',
  params: byName,
  body: z
    .strictObject({
      place: line(60),
      url: z
        .url({ protocol: /^(https?|webcal)$/i })
        .max(2_000)
        .optional(),
      text: z.string().min(1).max(500_000).optional(),
      /** For every schedule of its team that has none of its own. */
      forTeam: z.boolean().default(false),
    })
    .refine((one) => (one.url === undefined) !== (one.text === undefined), {
      error: 'give an address or the text of a calendar',
      path: ['url'],
    }),
  answer: holidayCalendar,
  status: 201,
});
export const removeHolidayCalendar = endpoint('DELETE /api/v1/schedules/{name}/holiday-calendars/{id}', {
  who: 'responder',
  area: 'schedules',
  summary: 'Use this calendar of public holidays no longer; what it told is gone.',
  params: z.strictObject({ name, id }),
});
export const listHolidays = endpoint('GET /api/v1/schedules/{name}/holidays', {
  who: 'signedIn',
  area: 'schedules',
  summary: 'The public holidays of a schedule between two days, both included; at most 400 days.',
  params: byName,
  query: z.strictObject({ from: date, until: date }),
  answer: z.object({ items: z.array(holiday) }),
});
