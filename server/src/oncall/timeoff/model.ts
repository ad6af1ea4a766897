/**
 * When somebody is away. It is told, shown and compared with the rota, and it never changes the rota by itself: whoever
 * is away and on call is warned, and asks for cover. Invariants: a span has an end after its start; the note is its
 * owner's alone.
 */
import type { Schedule } from '@muster/contract/oncall/definition';
import { shiftsOf } from '../cover/model.ts';
import { earlier, isSome, later, partsWithin, type Span } from '../cover/span.ts';

export interface TimeOff extends Span {
  id: string;
  person: string;
  note: string;
  createdAt: Temporal.Instant;
}

export interface Conflict extends Span {
  schedule: string;
}

/** Rotas are followed no further than this, however far ahead somebody plans. */
export const aheadDays = 400;

/**
 * The parts of a person's shifts that fall into each of these spans from `now` on, in the same order. Overrides are
 * followed, so what somebody has taken over is none.
 */
export function conflictsIn(
  schedules: ReadonlyMap<string, Schedule>,
  person: string,
  spans: readonly Span[],
  now: Temporal.Instant,
): Conflict[][] {
  const last = spans.reduce((at, one) => later(at, one.end), now);
  const window = { start: now, end: earlier(last, now.add({ hours: 24 * aheadDays })) };
  if (!isSome(window)) return spans.map(() => []);
  const shifts = [...schedules].map(([schedule, definition]) => ({
    schedule,
    all: shiftsOf(definition, person, window),
  }));
  return spans.map((span) =>
    shifts
      .flatMap(({ schedule, all }) => partsWithin(all, span).map((part) => ({ schedule, ...part })))
      .toSorted((a, b) => Temporal.Instant.compare(a.start, b.start)),
  );
}
