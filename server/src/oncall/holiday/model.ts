/**
 * Public holidays of a schedule. They come out of calendars that strangers write, are days and not spans, and change no
 * rota. Invariants: what was read of the past stays when a calendar forgets it, because hours were paid by it; a
 * calendar that cannot be read takes nothing away.
 */
import type { Holiday } from '@muster/contract/oncall/holidays';
import type { Span } from '../cover/span.ts';

/** How far back and ahead the days of a calendar are kept. */
export const backDays = 400;
export const aheadDays = 800;

/** Of one schedule or team. */
export const mostCalendars = 10;

/** The days that are read from a calendar now. */
export function daysKept(now: Temporal.Instant): { from: Temporal.PlainDate; until: Temporal.PlainDate } {
  const today = dayOf(now);
  return { from: today.subtract({ days: backDays }), until: today.add({ days: aheadDays }) };
}

/** Somewhere on earth it is still this day. */
export function dayOf(now: Temporal.Instant): Temporal.PlainDate {
  return now.toZonedDateTimeISO('UTC').toPlainDate();
}

/** The holidays that a shift touches, by the clock of whoever has it; at most three are told. */
export function holidaysIn(holidays: readonly Holiday[], { start, end }: Span, timeZone: string): Holiday[] {
  const first = start.toZonedDateTimeISO(timeZone).toPlainDate().toString();
  const last = end.subtract({ milliseconds: 1 }).toZonedDateTimeISO(timeZone).toPlainDate().toString();
  return holidays.filter(({ day }) => day >= first && day <= last).slice(0, 3);
}

/** What a letter says of one: "Fri, May 1 is a public holiday in Spain: Labour Day." */
export function holidayText({ day, name, place }: Holiday): string {
  const date = Temporal.PlainDate.from(day).toLocaleString('en', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  });
  return `${date} is a public holiday in ${place}${name === '' ? '' : `: ${name}`}.`;
}
