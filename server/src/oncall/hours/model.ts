/**
 * On-call time by kind, for pay: by the clock of the person, in minutes that really passed, so that the night in which
 * the clocks go back is an hour longer. A minute may be of several kinds; the total counts it once.
 */
import type { Span } from '../cover/span.ts';

export interface Kinds {
  /** Night runs from the one to the other, usually past midnight. */
  nightFrom: Temporal.PlainTime;
  nightUntil: Temporal.PlainTime;
  /** Days in the form 2026-12-25. */
  holidays: ReadonlySet<string>;
}

export interface Minutes {
  total: number;
  night: number;
  weekend: number;
  holiday: number;
}

/** The span of whole days in a zone, both days included. */
export function spanOfDays(from: Temporal.PlainDate, until: Temporal.PlainDate, timeZone: string): Span {
  return {
    start: from.toZonedDateTime(timeZone).toInstant(),
    end: until.add({ days: 1 }).toZonedDateTime(timeZone).toInstant(),
  };
}

/** The minutes of these spans by kind; spans do not overlap. */
export function minutesOf(spans: readonly Span[], timeZone: string, kinds: Kinds): Minutes {
  const sum = { total: 0, night: 0, weekend: 0, holiday: 0 };
  for (const { start, end } of spans) {
    let at = start.toZonedDateTimeISO(timeZone);
    while (Temporal.Instant.compare(at.toInstant(), end) < 0) {
      const next = nextEdge(at, kinds);
      const until = Temporal.Instant.compare(next.toInstant(), end) < 0 ? next.toInstant() : end;
      const ms = until.epochMilliseconds - at.epochMilliseconds;
      sum.total += ms;
      if (isNight(at.toPlainTime(), kinds)) sum.night += ms;
      if (at.dayOfWeek > 5) sum.weekend += ms;
      if (kinds.holidays.has(at.toPlainDate().toString())) sum.holiday += ms;
      at = until.toZonedDateTimeISO(timeZone);
    }
  }
  const minutes = (ms: number) => Math.round(ms / 60_000);
  return {
    total: minutes(sum.total),
    night: minutes(sum.night),
    weekend: minutes(sum.weekend),
    holiday: minutes(sum.holiday),
  };
}

/** The next moment at which the kind may change: midnight, or where night begins or ends. */
function nextEdge(at: Temporal.ZonedDateTime, { nightFrom, nightUntil }: Kinds): Temporal.ZonedDateTime {
  const day = at.toPlainDate();
  const edges = [nightFrom, nightUntil].map((plainTime) =>
    day.toZonedDateTime({ timeZone: at.timeZoneId, plainTime }),
  );
  edges.push(at.startOfDay().add({ days: 1 }).startOfDay());
  edges.sort((a, b) => Temporal.Instant.compare(a.toInstant(), b.toInstant()));
  return (
    edges.find((edge) => Temporal.Instant.compare(edge.toInstant(), at.toInstant()) > 0) ??
    at.add({ days: 1 })
  );
}

function isNight(time: Temporal.PlainTime, { nightFrom, nightUntil }: Kinds): boolean {
  const isAfter = Temporal.PlainTime.compare(time, nightFrom) >= 0;
  const isBefore = Temporal.PlainTime.compare(time, nightUntil) < 0;
  return Temporal.PlainTime.compare(nightFrom, nightUntil) > 0 ? isAfter || isBefore : isAfter && isBefore;
}
