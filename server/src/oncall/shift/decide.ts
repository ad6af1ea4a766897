/**
 * When somebody is told of a shift of theirs. It is decided anew at each look, from what the rota says then, so that
 * whatever was changed meanwhile is followed; the key of a notice names the moment it tells of, so that each is told
 * once. After a standstill only the newest is told, and none that says nothing any more.
 */
import type { ShiftNotices } from '@muster/contract/oncall/shift-notices';
import { isBefore } from '../../platform/instants.ts';
import { earlier, later, type Span } from '../cover/span.ts';

export const usual: ShiftNotices = { evening: true, minutes: 15, ending: true };

export type Kind = 'evening' | 'soon' | 'ended';

export interface Notice {
  kind: Kind;
  shift: Span;
  /** When it is to be told. */
  at: Temporal.Instant;
  /** From then on it says nothing any more. */
  stale: Temporal.Instant;
}

/** What is to be told now of the shifts of one person on one schedule; undefined when nothing is. */
export function dueNotice(
  shifts: readonly Span[],
  wishes: ShiftNotices,
  timeZone: string,
  now: Temporal.Instant,
): Notice | undefined {
  const newest = shifts
    .flatMap((shift) => noticesOf(shift, wishes, timeZone))
    .filter(({ at }) => !isBefore(now, at))
    .toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
    .at(-1);
  return newest && isBefore(now, newest.stale) ? newest : undefined;
}

function noticesOf(shift: Span, wishes: ShiftNotices, timeZone: string): Notice[] {
  const { start, end } = shift;
  const evening = start
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .subtract({ days: 1 })
    .toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from('18:00') });
  const soon = wishes.minutes === null ? null : awake(start.subtract({ minutes: wishes.minutes }), timeZone);
  const ended = awake(end, timeZone);
  return [
    ...(wishes.evening ? [{ kind: 'evening' as const, shift, at: evening.toInstant(), stale: start }] : []),
    ...(soon ? [{ kind: 'soon' as const, shift, at: soon, stale: shortlyAfter(start, soon, end) }] : []),
    ...(wishes.ending ? [{ kind: 'ended' as const, shift, at: ended, stale: ended.add({ hours: 2 }) }] : []),
  ];
}

/** Quiet hours, 22 to 7 by the person's clock: what falls into them waits for the morning. */
function awake(at: Temporal.Instant, timeZone: string): Temporal.Instant {
  const local = at.toZonedDateTimeISO(timeZone);
  if (local.hour >= 7 && local.hour < 22) return at;
  const day = local.hour >= 22 ? local.toPlainDate().add({ days: 1 }) : local.toPlainDate();
  return day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from('07:00') }).toInstant();
}

/** Two hours after the later of the two, and never past the end. */
function shortlyAfter(
  start: Temporal.Instant,
  told: Temporal.Instant,
  end: Temporal.Instant,
): Temporal.Instant {
  return earlier(later(start, told).add({ hours: 2 }), end);
}
