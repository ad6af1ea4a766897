/**
 * Until when (practice.md 5.2): with the highest severity people meet within three days of the calendar, with the middle
 * one within five of work; the lowest promises nothing. It is published within ten days of work.
 */
import type { SeverityRule } from '@muster/contract/respond/settings';

export interface Deadlines {
  meetingDueAt: Temporal.Instant | null;
  publishDueAt: Temporal.Instant | null;
}

export function deadlinesOf(asks: SeverityRule['retrospective'], ended: Temporal.Instant): Deadlines {
  if (asks === 'none') return { meetingDueAt: null, publishDueAt: null };
  const meetingDueAt = asks === 'required' ? ended.add({ hours: 72 }) : afterWorkDays(ended, 5);
  return { meetingDueAt, publishDueAt: afterWorkDays(ended, 10) };
}

/** The same time of day so many days of work later, in UTC; Saturdays and Sundays do not count. */
export function afterWorkDays(from: Temporal.Instant, days: number): Temporal.Instant {
  let at = from.toZonedDateTimeISO('UTC');
  for (let left = days; left > 0; ) {
    at = at.add({ days: 1 });
    if (at.dayOfWeek <= 5) left -= 1;
  }
  return at.toInstant();
}
