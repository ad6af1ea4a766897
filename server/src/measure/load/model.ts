/**
 * On-call load and fairness (practice.md 3.9): interruptions are pages less than 15 minutes apart; day weighs 1, evening
 * 2, night 4, a weekend 1 more; a disturbed night counts once, by its evening; everything in the person's own zone.
 * Pure. People are told by name, and nobody is ranked.
 */
import type { NightRule, PersonLoad, RotaLoad } from '@muster/contract/measure/load';
import { union } from '../../platform/intervals.ts';
import { percentile } from '../reliability/distribution.ts';
import { hoursByKind, isWeekend, kindOf, type PersonClock, type Span } from './clock.ts';
import { nightsOf } from './nights.ts';
import { limitsOver, overloadRatio } from './review.ts';

const gapMs = 15 * 60_000;
const hourMs = 3_600_000;
const turnMs = 12 * hourMs;
/** Whoever forgets to resolve a page was not at work on it all that time. */
const mostWorkedMs = 4 * hourMs;
const weights = { day: 1, evening: 2, night: 4 } as const;

/** A page asked for somebody; retries of one notification are one call. */
export interface Call {
  readonly person: string;
  readonly page: string;
  readonly at: Temporal.Instant;
}

export interface Rota {
  readonly schedule: string;
  readonly team: string | null;
  readonly segments: readonly {
    readonly start: string;
    readonly end: string;
    readonly onCall: readonly string[];
  }[];
  /** Turns that changed hands. */
  readonly swaps: readonly { readonly from: string; readonly to: string }[];
}

/** Somebody has a page from the acknowledgement on, until it is over. */
export interface Work extends Span {
  readonly person: string;
}

/** What happened around the rotas. Calls may reach beyond the span: a rest after its last night is seen by them. */
export interface Happened {
  readonly span: Span;
  readonly now: Temporal.Instant;
  readonly calls: readonly Call[];
  readonly work: readonly Work[];
  /** Everybody's time on call on any rota. */
  readonly onCall: ReadonlyMap<string, readonly Span[]>;
  readonly zoneOf: (person: string) => string;
}

type Night = RotaLoad['night'];

/** The load of everybody on the rota; a call counts for it when the person was on call on it at that instant. */
export function loadOfRota(rota: Rota, night: Night, happened: Happened): RotaLoad {
  const names = [...new Set(rota.segments.flatMap(({ onCall }) => onCall))].sort();
  const measured = names.map((person) => measure(person, rota, { ...happened, rule: night }));
  const weight = measured.reduce((sum, one) => sum + one.weighted, 0);
  const hours = measured.reduce((sum, one) => sum + one.hours, 0);
  const people = measured.map(({ weighted, ...one }): PersonLoad => {
    const isAlone = measured.length < 2 || weight === 0 || one.hours === 0;
    const ratio = isAlone ? null : weighted / weight / (one.hours / hours);
    return { ...one, ratio, overloaded: ratio !== null && ratio > overloadRatio };
  });
  const rates = measured.filter((one) => one.hours > 0).map((one) => one.weighted / one.hours);
  const { span, zoneOf } = happened;
  const medianIn12Hours = medianOf(rota, happened);
  const offsets = names.map(
    (person) => span.end.toZonedDateTimeISO(zoneOf(person)).offsetNanoseconds / 1e6 / hourMs,
  );
  return {
    schedule: rota.schedule,
    team: rota.team,
    night,
    evenness: rates.length < 2 ? null : 1 - gini(rates),
    n: measured.length,
    medianIn12Hours,
    review: limitsOver({ people, medianIn12Hours, days: hoursOf([span]) / 24, offsets }),
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

function measure(person: string, rota: Rota, happened: Happened & { rule: NightRule }) {
  const { span, now, rule } = happened;
  const clock = { zone: happened.zoneOf(person), night: rule };
  const shifts = spansOf(rota, person);
  const all = happened.calls.filter((call) => call.person === person);
  const mine = all.filter(({ at }) => isWithin(at, shifts));
  const anywhere = happened.onCall.get(person) ?? shifts;
  const nights = nightsOf(
    mine.map(({ at }) => at),
    all.map(({ at }) => at),
    { zone: clock.zone, rule, now },
  );
  const worked = workedIn(
    happened.work.filter((one) => one.person === person),
    shifts,
  );
  const hours = hoursOf(shifts);
  return {
    person,
    hours,
    hoursBy: hoursByKind(shifts, clock),
    share: hours / hoursOf([span]),
    worked: { hours: hoursOf(worked), ...hoursByKind(worked, clock) },
    pages: new Set(mine.map(({ page }) => page)).size,
    mostIn12Hours: mostWithin(mine.map(({ at }) => at.epochMilliseconds)),
    pagesOffRota: all.filter(({ at }) => isWithin(at, [span]) && !isWithin(at, anywhere)).length,
    nights,
    disturbedNights: nights.length,
    leastRestHours: nights.length === 0 ? null : Math.min(...nights.map(({ restHours }) => restHours)),
    taken: rota.swaps.filter(({ to }) => to === person).length,
    given: rota.swaps.filter(({ from }) => from === person).length,
    ...interruptionsOf(mine, clock),
  };
}

/** When somebody is on call on a rota, as its segments say. */
export function spansOf({ segments }: Pick<Rota, 'segments'>, person: string): Span[] {
  return segments
    .filter(({ onCall }) => onCall.includes(person))
    .map(({ start, end }) => ({ start: Temporal.Instant.from(start), end: Temporal.Instant.from(end) }));
}

function interruptionsOf(calls: readonly Call[], clock: PersonClock) {
  const sorted = calls.map(({ at }) => at).toSorted(Temporal.Instant.compare);
  const starts = sorted
    .filter((at, i) => {
      const before = sorted[i - 1];
      return before === undefined || at.epochMilliseconds - before.epochMilliseconds >= gapMs;
    })
    .map((at) => at.toZonedDateTimeISO(clock.zone));
  return {
    interruptions: starts.length,
    weekendInterruptions: starts.filter(isWeekend).length,
    weighted: starts.reduce((sum, at) => sum + weights[kindOf(at, clock)] + (isWeekend(at) ? 1 : 0), 0),
  };
}

/** The most of these moments in any twelve hours. */
function mostWithin(moments: readonly number[]): number {
  const counts = moments.map((first) => moments.filter((one) => one >= first && one < first + turnMs).length);
  return Math.max(0, ...counts);
}

/** Of the turns of twelve hours in which somebody was on call, and that have begun. */
function medianOf({ segments }: Rota, { span, calls, now }: Happened): number | null {
  const held = segments
    .filter(({ onCall }) => onCall.length > 0)
    .map(({ start, end, onCall }) => ({ start: Date.parse(start), end: Date.parse(end), onCall }));
  const heard = calls.flatMap(({ person, page, at }) => {
    const ms = at.epochMilliseconds;
    const isOf = held.some((one) => one.start <= ms && ms < one.end && one.onCall.includes(person));
    return isOf ? [{ page, ms }] : [];
  });
  const end = Math.min(span.end.epochMilliseconds, now.epochMilliseconds);
  const counts: number[] = [];
  for (let from = span.start.epochMilliseconds; from < end; from += turnMs) {
    if (!held.some((one) => one.start < from + turnMs && from < one.end)) continue;
    const pages = heard.filter(({ ms }) => from <= ms && ms < from + turnMs);
    counts.push(new Set(pages.map(({ page }) => page)).size);
  }
  return counts.length === 0 ? null : percentile(Float64Array.from(counts).sort(), 0.5);
}

/** When somebody was at work on pages while on call, each page at most four hours; overlaps count once. */
function workedIn(work: readonly Work[], shifts: readonly Span[]): Span[] {
  const parts = work.flatMap(({ start, end }) => {
    const until = Math.min(end.epochMilliseconds, start.epochMilliseconds + mostWorkedMs);
    return shifts.map((shift) => ({
      start: Math.max(start.epochMilliseconds, shift.start.epochMilliseconds),
      end: Math.min(until, shift.end.epochMilliseconds),
    }));
  });
  const at = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms);
  return union(parts).map(({ start, end }) => ({ start: at(start), end: at(end) }));
}

function isWithin(at: Temporal.Instant, spans: readonly Span[]): boolean {
  const ms = at.epochMilliseconds;
  return spans.some(({ start, end }) => start.epochMilliseconds <= ms && ms < end.epochMilliseconds);
}

function hoursOf(spans: readonly Span[]): number {
  return (
    spans.reduce((sum, { start, end }) => sum + end.epochMilliseconds - start.epochMilliseconds, 0) / hourMs
  );
}
