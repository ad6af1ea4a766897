/**
 * The record of disturbed nights, and whether the rest that follows one was had (practice.md P13): from the last page
 * of the night on, for as many hours as the rule says, nothing asks for the person. Pure.
 */
import type { DisturbedNight, NightRule } from '@muster/contract/measure/load';
import { isBefore } from '../../platform/instants.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { nightAround, type PersonClock, type Span } from './clock.ts';

interface Given {
  zone: string;
  rule: NightRule;
  now: Temporal.Instant;
}

/** `whileOnCall` are the calls of one rota; `all` are all calls of the person, which any rest is broken by. */
export function nightsOf(
  whileOnCall: readonly Temporal.Instant[],
  all: readonly Temporal.Instant[],
  { zone, rule, now }: Given,
): DisturbedNight[] {
  const found = whileOnCall.flatMap((at) => {
    const night = nightAround(at, { zone, night: rule });
    return night ? [{ at, night }] : [];
  });
  return [...Map.groupBy(found, ({ night }) => night.evening).values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const calls = group.map(({ at }) => at).toSorted(Temporal.Instant.compare);
    const last = calls.at(-1) ?? first.at;
    const until = last.add({ hours: rule.restHours });
    return [
      {
        evening: first.night.evening,
        pages: calls.length,
        restHours: longestRest(first.night, calls),
        restUntil: wireTime(until),
        restKept: isKept({ start: last, end: until }, all, now),
      },
    ];
  });
}

/** Rests that have begun, of nights that are over, and that nothing has broken yet. */
export function restsBegun(
  nights: readonly DisturbedNight[],
  clock: PersonClock,
  now: Temporal.Instant,
): DisturbedNight[] {
  const tonight = nightAround(now, clock)?.evening;
  return nights.filter(({ evening, restKept }) => restKept === null && evening !== tonight);
}

/** In hours. */
function longestRest({ start, end }: Span, calls: readonly Temporal.Instant[]): number {
  const marks = [start, ...calls, end].map((at) => at.epochMilliseconds);
  const rests = marks.slice(1).map((mark, at) => mark - (marks[at] ?? mark));
  return Math.max(...rests) / 3_600_000;
}

function isKept({ start, end }: Span, calls: readonly Temporal.Instant[], now: Temporal.Instant) {
  if (calls.some((at) => isBefore(start, at) && isBefore(at, end))) return false;
  return isBefore(now, end) ? null : true;
}

/** Whose rest has begun, after which night. */
export interface RestDue extends DisturbedNight {
  person: string;
}
