/**
 * Until when (practice.md 5.2): with the highest severity people meet within three days of the calendar, with the middle
 * one within five of work; the lowest promises nothing, unless a rule of the company makes it due (P24). It is published
 * within ten days of work.
 */
import type { SeverityRule } from '@muster/contract/respond/settings';

export interface Deadlines {
  meetingDueAt: Temporal.Instant | null;
  publishDueAt: Temporal.Instant | null;
}

/** Holidays are days such as 2026-05-01. */
export function deadlinesOf(
  asks: SeverityRule['retrospective'],
  ended: Temporal.Instant,
  { isDue = false, holidays = new Set<string>() }: { isDue?: boolean; holidays?: ReadonlySet<string> } = {},
): Deadlines {
  if (asks === 'none' && !isDue) return { meetingDueAt: null, publishDueAt: null };
  const meetingDueAt = asks === 'required' ? ended.add({ hours: 72 }) : afterWorkDays(ended, 5, holidays);
  return { meetingDueAt, publishDueAt: afterWorkDays(ended, 10, holidays) };
}

/** So far ahead holidays are asked for: beyond the last deadline, whatever lies on the way. */
export const holidayDays = 60;

/** The same time of day so many days of work later, in UTC; Saturdays, Sundays and holidays do not count. */
export function afterWorkDays(
  from: Temporal.Instant,
  days: number,
  holidays: ReadonlySet<string> = new Set(),
): Temporal.Instant {
  let at = from.toZonedDateTimeISO('UTC');
  for (let left = days; left > 0; ) {
    at = at.add({ days: 1 });
    if (at.dayOfWeek <= 5 && !holidays.has(`${at.toPlainDate()}`)) left -= 1;
  }
  return at.toInstant();
}
