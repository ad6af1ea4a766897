/**
 * Pure: the clocks of other zones beside the calendar. Days of the calendar keep their width, so a day of another zone
 * is as wide as the share of those days that it covers, and a day of 23 or 25 hours is told as such.
 */
import { placeOf, type Segment, spanOf } from './calendar-layout.ts';

/** More clocks than these nobody reads. */
export const mostZones = 3;

/** One day of another zone in a row of the calendar; `left` and `width` are shares of the row, 0 to 1. */
export interface Stretch {
  day: Temporal.PlainDate;
  left: number;
  width: number;
  /** How long the whole day is there: 24, but where clocks change. */
  hours: number;
}

/**
 * The zones that an address asks for, the calendar's own first. Unknown ones and repeated ones are left out; without any
 * they are the reader's and the schedule's. `schedule` stands for the schedule's zone.
 */
export function zonesIn(asked: readonly string[], { mine, own }: { mine: string; own: string }): string[] {
  const meant = asked.map((zone) => (zone === 'schedule' ? own : zone)).filter(isZone);
  const all = meant.length > 0 ? meant : [mine, own];
  return [...new Set(all)].slice(0, mostZones);
}

/** The days of another zone that meet a row of days, in order. */
export function rulerOf(days: readonly Temporal.PlainDate[], zone: string, other: string): Stretch[] {
  const row = [...days];
  const { from, until } = spanOf(row, zone);
  const [start, end] = [Temporal.Instant.from(from), Temporal.Instant.from(until)];
  const found: Stretch[] = [];
  let day = start.toZonedDateTimeISO(other).toPlainDate();
  for (;;) {
    const midnight = day.toZonedDateTime(other);
    if (Temporal.Instant.compare(midnight.toInstant(), end) >= 0) return found;
    const left = placeOf(midnight.toInstant(), row, zone) ?? 0;
    day = day.add({ days: 1 });
    const right = placeOf(day.toZonedDateTime(other).toInstant(), row, zone) ?? 1;
    found.push({ day: day.subtract({ days: 1 }), left, width: right - left, hours: midnight.hoursInDay });
  }
}

/** Whether two zones show the same time on all of these days, so that a second ruler would add nothing. */
export function haveSameClock(days: readonly Temporal.PlainDate[], zone: string, other: string): boolean {
  return days.every((day) => {
    const midnight = day.toZonedDateTime(zone);
    return [midnight, midnight.add({ hours: midnight.hoursInDay })].every((at) => sameAt(at, other));
  });
}

/** Those of a shift whose own clock differs from the calendar's when it begins or ends. */
export function elsewhere(
  { start, end, onCall }: Segment,
  zone: string,
  zonesOf: ReadonlyMap<string, string>,
): { person: string; zone: string }[] {
  return onCall.flatMap((person) => {
    const theirs = zonesOf.get(person);
    if (theirs === undefined) return [];
    const differs = [start, end].some(
      (at) => !sameAt(Temporal.Instant.from(at).toZonedDateTimeISO(zone), theirs),
    );
    return differs ? [{ person, zone: theirs }] : [];
  });
}

/** How far a zone's clock is ahead of another's at a moment, such as `+5:30`, `−8`, or empty where it is the same. */
export function aheadText(at: Temporal.Instant, zone: string, other: string): string {
  const offset = (id: string) => at.toZonedDateTimeISO(id).offsetNanoseconds / 60e9;
  const minutes = offset(other) - offset(zone);
  if (minutes === 0) return '';
  const rest = Math.abs(minutes) % 60;
  const hours = Math.floor(Math.abs(minutes) / 60);
  return `${minutes > 0 ? '+' : '−'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

function sameAt(at: Temporal.ZonedDateTime, other: string): boolean {
  return at.withTimeZone(other).offsetNanoseconds === at.offsetNanoseconds;
}

/** An address may be typed by hand. */
function isZone(text: string): boolean {
  try {
    return Boolean(Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text));
  } catch {
    return false;
  }
}
