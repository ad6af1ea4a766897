/**
 * How much of each day a component worked. Intervals are half open: a disturbance that ends when another begins is
 * neither counted twice nor leaves a gap. Where several overlap, the worst counts alone. Days are UTC days. A major
 * outage counts whole, a partial one three tenths, as status pages usually count (practice.md 3.2); slow is not down.
 */
import type { ComponentState } from '@muster/contract/inform/status-pages';
import { ranks } from './model.ts';

export interface Span {
  /** Milliseconds since 1970. */
  from: number;
  until: number;
  state: ComponentState;
}

export interface Day {
  /** Such as 2026-03-02. */
  day: string;
  /** The worst of the day; null where nothing was recorded yet. */
  worst: ComponentState | null;
  /** Seconds of the day, weighted, in which it did not work. */
  lostSeconds: number;
  /** Seconds of the day that are past and recorded. */
  seconds: number;
}

const dayMs = 86_400_000;
export const historyDays = 90;
const weights: Partial<Record<ComponentState, number>> = { partial_outage: 0.3, major_outage: 1 };

/** The last 90 days up to now, today included, oldest first. */
export function daysOf(
  spans: readonly Span[],
  { since, now }: { since: number; now: number },
  count = historyDays,
): Day[] {
  const today = Math.floor(now / dayMs) * dayMs;
  return Array.from({ length: count }, (_, i) => {
    const start = today - (count - 1 - i) * dayMs;
    return dayOf(spans, { start, from: Math.max(start, since), until: Math.min(start + dayMs, now) });
  });
}

/** The part of the recorded time in which it worked, from 0 to 1; null where no time was recorded. */
export function uptimeOf(days: readonly Day[]): number | null {
  const seconds = days.reduce((sum, one) => sum + one.seconds, 0);
  const lost = days.reduce((sum, one) => sum + one.lostSeconds, 0);
  return seconds === 0 ? null : 1 - lost / seconds;
}

function dayOf(
  spans: readonly Span[],
  { start, from, until }: { start: number; from: number; until: number },
): Day {
  const day = Temporal.Instant.fromEpochMilliseconds(start).toString().slice(0, 10);
  if (until <= from) return { day, worst: null, lostSeconds: 0, seconds: 0 };
  const cut = spans
    .map((one) => ({ ...one, from: Math.max(one.from, from), until: Math.min(one.until, until) }))
    .filter((one) => one.from < one.until);
  const worst = cut.reduce<ComponentState>(
    (sofar, one) => (ranks[one.state] > ranks[sofar] ? one.state : sofar),
    'operational',
  );
  return { day, worst, lostSeconds: lostIn(cut) / 1_000, seconds: (until - from) / 1_000 };
}

/** Weighted milliseconds: between any two edges the heaviest span that covers them counts. */
function lostIn(spans: readonly Span[]): number {
  const edges = [...new Set(spans.flatMap((one) => [one.from, one.until]))].sort((a, b) => a - b);
  return edges.slice(1).reduce((sum, until, i) => {
    const from = edges[i] ?? until;
    const covering = spans.filter((one) => one.from <= from && one.until >= until);
    const weight = Math.max(0, ...covering.map((one) => weights[one.state] ?? 0));
    return sum + weight * (until - from);
  }, 0);
}
