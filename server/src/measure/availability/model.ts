/** Availability and time between failures over a period (practice.md 3.2). Seconds; maintenance that is left out shortens it. */
import type { AvailabilityRule } from '@muster/contract/measure/availability';
import {
  clip,
  lengthOf,
  type Span,
  union,
  type Weighted,
  weightedLength,
  without,
} from '../../platform/intervals.ts';

export interface Availability {
  seconds: number;
  lostSeconds: number;
  /** Null for a period that holds no time. */
  ratio: number | null;
}

export function availability(
  impacts: readonly Weighted[],
  period: Span,
  maintenance: readonly Span[] = [],
): Availability {
  const left = without([period], maintenance);
  const lostSeconds = weightedLength(without(clip(impacts, period), maintenance));
  const seconds = lengthOf(left);
  return { seconds, lostSeconds, ratio: seconds === 0 ? null : 1 - lostSeconds / seconds };
}

export interface BetweenFailures {
  failures: number;
  operatingSeconds: number;
  downSeconds: number;
  /** Null without a failure: then it is more than the operating time. */
  mtbfSeconds: number | null;
  /** From the end of one failure to the beginning of the next, of those in the period. */
  gaps: number[];
}

/** Impact that overlaps is one failure; one that began before the period belongs to the period before. */
export function betweenFailures(impacts: readonly Span[], period: Span): BetweenFailures {
  const all = union(impacts);
  const failures = all.filter((one) => one.start >= period.start && one.start < period.end);
  const downSeconds = lengthOf(clip(all, period));
  const operatingSeconds = period.end - period.start - downSeconds;
  return {
    failures: failures.length,
    operatingSeconds,
    downSeconds,
    mtbfSeconds: failures.length === 0 ? null : operatingSeconds / failures.length,
    gaps: failures.slice(1).map((one, i) => one.start - (failures[i]?.end ?? one.start)),
  };
}

export interface Month extends Span {
  /** As 2026-03. */
  month: string;
}

/** The latest months of a time zone, this one first, each of its true length: an hour less or more where clocks change. */
export function monthsBefore(now: Temporal.Instant, timeZone: string, count: number): Month[] {
  const first = now.toZonedDateTimeISO(timeZone).toPlainDate().toPlainYearMonth();
  const startOf = (back: number) =>
    first.subtract({ months: back }).toPlainDate({ day: 1 }).toZonedDateTime(timeZone).epochMilliseconds /
    1_000;
  return Array.from({ length: count }, (_, back) => ({
    month: first.subtract({ months: back }).toString(),
    start: startOf(back),
    end: startOf(back - 1),
  }));
}

/** In which months begin and end for a service; null for the company. */
export function zoneOf({ timeZone, zones }: AvailabilityRule, service: string | null): string {
  return (service === null ? undefined : zones[service]) ?? timeZone;
}

/** What counts as lost, in a sentence. */
export function weighing({ weights }: AvailabilityRule): string {
  return `degraded ${weights.degraded}, partial ${weights.partial}, major ${weights.major}`;
}
