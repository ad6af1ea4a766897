/**
 * On-call load and fairness (practice.md 3.9): interruptions are pages less than 15 minutes apart; day weighs 1, evening
 * 2, night 4, a weekend 1 more; a disturbed night counts once, by its evening; everything in the person's own zone.
 * Pure. People are told by name, and nobody is ranked.
 */
import type { PersonLoad, RotaLoad } from '@muster/contract/measure/load';

const GAP_MS = 15 * 60_000;
const NIGHT_FROM = 22;
const NIGHT_UNTIL = 7;
const EVENING_FROM = 18;
const OVERLOAD_RATIO = 1.5;

/** A page asked for somebody; retries of one notification are one call. */
export interface Call {
  readonly person: string;
  readonly page: string;
  readonly at: Temporal.Instant;
}

export interface Rota {
  readonly schedule: string;
  readonly segments: readonly {
    readonly start: string;
    readonly end: string;
    readonly onCall: readonly string[];
  }[];
}

/** The load of everybody on the rota; a call counts for it when the person was on call on it at that instant. */
export function loadOfRota(rota: Rota, calls: readonly Call[], zoneOf: (person: string) => string): RotaLoad {
  const names = [...new Set(rota.segments.flatMap(({ onCall }) => onCall))].sort();
  const measured = names.map((person) => {
    const shifts = rota.segments
      .filter(({ onCall }) => onCall.includes(person))
      .map(({ start, end }) => ({ start: Date.parse(start), end: Date.parse(end) }));
    const mine = calls.filter(({ person: called, at }) => {
      const ms = at.epochMilliseconds;
      return called === person && shifts.some(({ start, end }) => start <= ms && ms < end);
    });
    const hours = shifts.reduce((sum, { start, end }) => sum + (end - start), 0) / 3_600_000;
    return { person, hours, ...burdenOf(mine, zoneOf(person)) };
  });
  const weight = measured.reduce((sum, one) => sum + one.weighted, 0);
  const hours = measured.reduce((sum, one) => sum + one.hours, 0);
  const people = measured.map(({ weighted, ...one }): PersonLoad => {
    const isAlone = measured.length < 2 || weight === 0 || one.hours === 0;
    const ratio = isAlone ? null : weighted / weight / (one.hours / hours);
    return { ...one, ratio, overloaded: ratio !== null && ratio > OVERLOAD_RATIO };
  });
  const rates = measured.filter((one) => one.hours > 0).map((one) => one.weighted / one.hours);
  return {
    schedule: rota.schedule,
    evenness: rates.length < 2 ? null : 1 - gini(rates),
    n: measured.length,
    people,
  };
}

/** Gini of values of at least 0: sum((2i-n-1) x_i) / (n sum x), ascending; 0 where all are 0. */
export function gini(values: readonly number[]): number {
  const total = values.reduce((sum, value) => sum + value, 0);
  if (total === 0) return 0;
  const { length } = values;
  const sorted = values.toSorted((a, b) => a - b);
  return sorted.reduce((sum, value, i) => sum + (2 * (i + 1) - length - 1) * value, 0) / (length * total);
}

function burdenOf(calls: readonly Call[], zone: string) {
  const sorted = calls.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));
  const starts = sorted.filter(({ at }, i) => {
    const before = sorted[i - 1];
    return before === undefined || at.epochMilliseconds - before.at.epochMilliseconds >= GAP_MS;
  });
  const local = starts.map(({ at }) => at.toZonedDateTimeISO(zone));
  return {
    pages: new Set(calls.map(({ page }) => page)).size,
    interruptions: starts.length,
    weekendInterruptions: local.filter(isWeekend).length,
    // A cluster that begins in the evening and goes on into the night disturbs it too.
    disturbedNights: new Set(
      sorted
        .map(({ at }) => at.toZonedDateTimeISO(zone))
        .filter(isNight)
        .map(eveningOf),
    ).size,
    weighted: local.reduce((sum, at) => sum + weightOf(at), 0),
  };
}

function weightOf(at: Temporal.ZonedDateTime): number {
  const base = isNight(at) ? 4 : at.hour >= EVENING_FROM ? 2 : 1;
  return base + (isWeekend(at) ? 1 : 0);
}

function isNight({ hour }: Temporal.ZonedDateTime): boolean {
  return hour >= NIGHT_FROM || hour < NIGHT_UNTIL;
}

function isWeekend({ dayOfWeek }: Temporal.ZonedDateTime): boolean {
  return dayOfWeek >= 6;
}

function eveningOf(at: Temporal.ZonedDateTime): string {
  return at
    .toPlainDate()
    .subtract({ days: at.hour < NIGHT_UNTIL ? 1 : 0 })
    .toString();
}
