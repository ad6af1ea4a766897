import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { name } from '../platform/wire.ts';
import { localTimeSchema } from './definition.ts';

const dates = z
  .string()
  .max(2_000)
  .regex(/^(\d{4}-\d{2}-\d{2}(,\d{4}-\d{2}-\d{2})*)?$/, 'days are written 2026-12-25,2026-12-26');

/** On-call time of one person on one schedule, in minutes that really passed. One minute may be of several kinds. */
export const hoursItem = z.object({
  person: z.string(),
  fullName: z.string(),
  schedule: z.string(),
  /** The person's own, by which days and nights are counted. */
  timeZone: z.string(),
  total: z.int(),
  night: z.int(),
  weekend: z.int(),
  holiday: z.int(),
});
export type HoursItem = z.infer<typeof hoursItem>;

export const getHours = endpoint('GET /api/v1/on-call/hours', {
  who: 'reader',
  area: 'schedules',
  summary:
    'On-call minutes by person and schedule between two days, both included, by the clock of each person.',
  query: z.strictObject({
    from: z.iso.date(),
    until: z.iso.date(),
    schedule: name.optional(),
    nightFrom: localTimeSchema.default('22:00'),
    nightUntil: localTimeSchema.default('07:00'),
    /** Public holidays besides those of the calendars of a schedule, separated by commas. */
    holidays: dates.default(''),
  }),
  answer: z.object({ items: z.array(hoursItem) }),
});

const columns = ['person', 'full_name', 'schedule', 'time_zone', 'from', 'until', 'hours', 'night_hours'];
const moreColumns = ['weekend_hours', 'holiday_hours'];

/** The same for a payroll, as CSV (RFC 4180). No cell can be taken for a formula. */
export function hoursCsv(
  items: readonly HoursItem[],
  { from, until }: { from: string; until: string },
): string {
  const rows = items.map((one) => [
    ...[one.person, one.fullName, one.schedule, one.timeZone, from, until].map(textCell),
    ...[one.total, one.night, one.weekend, one.holiday].map((minutes) => (minutes / 60).toFixed(2)),
  ]);
  return [[...columns, ...moreColumns], ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

/** Programs take a cell that begins with one of these for a formula; an apostrophe before it makes it text. */
export function textCell(text: string): string {
  const safe = /^[\s]*[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
