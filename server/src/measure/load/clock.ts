/** Days, evenings and nights by the clock of a person, in hours that really passed. Evening begins at 18:00. Pure. */
import type { HoursByKind, NightRule } from '@muster/contract/measure/load';
import { earlierOf, isBefore } from '../../platform/instants.ts';

export interface Span {
  start: Temporal.Instant;
  end: Temporal.Instant;
}

/** The clock of one person on one rota. */
export interface PersonClock {
  zone: string;
  night: Pick<NightRule, 'from' | 'until'>;
}

export interface Night extends Span {
  /** The day on which its evening was. */
  evening: string;
}

const eveningFrom = '18:00';

/** The hours of these spans, which do not overlap, by kind. */
export function hoursByKind(spans: readonly Span[], clock: PersonClock): HoursByKind {
  const sum = { day: 0, evening: 0, night: 0, weekend: 0 };
  for (const { start, end } of spans) {
    let at = start;
    while (isBefore(at, end)) {
      const local = at.toZonedDateTimeISO(clock.zone);
      const until = earlierOf(nextEdge(local, clock), end);
      const hours = (until.epochMilliseconds - at.epochMilliseconds) / 3_600_000;
      sum[kindOf(local, clock)] += hours;
      if (isWeekend(local)) sum.weekend += hours;
      at = until;
    }
  }
  return sum;
}

export function kindOf(at: Temporal.ZonedDateTime, clock: PersonClock): 'day' | 'evening' | 'night' {
  const time = at.toPlainTime().toString().slice(0, 5);
  if (isNightTime(time, clock)) return 'night';
  return time >= eveningFrom ? 'evening' : 'day';
}

export function isWeekend({ dayOfWeek }: Temporal.ZonedDateTime): boolean {
  return dayOfWeek >= 6;
}

/** The night in which this moment lies; null by day. One that begins after midnight is of the evening before. */
export function nightAround(at: Temporal.Instant, { zone, night }: PersonClock): Night | null {
  const local = at.toZonedDateTimeISO(zone);
  if (kindOf(local, { zone, night }) !== 'night') return null;
  const today = local.toPlainDate();
  const isOvernight = night.from > night.until;
  const isMorning = isOvernight && local.toPlainTime().toString().slice(0, 5) < night.until;
  const begins = isMorning ? today.subtract({ days: 1 }) : today;
  const ends = isOvernight ? begins.add({ days: 1 }) : begins;
  const evening = !isOvernight && night.from < '12:00' ? begins.subtract({ days: 1 }) : begins;
  const moment = (day: Temporal.PlainDate, time: string) =>
    day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).toInstant();
  return { evening: evening.toString(), start: moment(begins, night.from), end: moment(ends, night.until) };
}

function isNightTime(time: string, { night: { from, until } }: PersonClock): boolean {
  return from > until ? time >= from || time < until : time >= from && time < until;
}

/** The next moment at which the kind may change: midnight, or where evening or night begins or ends. */
function nextEdge(at: Temporal.ZonedDateTime, { night }: PersonClock): Temporal.Instant {
  const midnight = at.startOfDay().add({ days: 1 }).startOfDay().toInstant();
  return [eveningFrom, night.from, night.until]
    .map((time) => at.withPlainTime(Temporal.PlainTime.from(time)).toInstant())
    .filter((edge) => isBefore(at.toInstant(), edge))
    .reduce(earlierOf, midnight);
}
