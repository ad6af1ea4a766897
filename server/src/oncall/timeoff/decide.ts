import { Refusal } from '../../platform/refusal.ts';
import type { Span } from '../cover/span.ts';

const longestDays = 366;
const farthestDays = 800;
/** Enough for years of holidays; more is a mistake or an attack. */
export const mostSpans = 200;

/** The span that somebody may be away for; `kept` is how many the person has. Throws a Refusal. */
export function decideTimeOff(
  given: { start: string; end: string },
  kept: number,
  now: Temporal.Instant,
): Span {
  const [start, end] = [Temporal.Instant.from(given.start), Temporal.Instant.from(given.end)];
  const hoursUntil = (from: Temporal.Instant, at: Temporal.Instant) => from.until(at).total('hours');
  if (hoursUntil(start, end) <= 0) throw wrong('/end', 'Time off ends after it begins.');
  if (hoursUntil(start, end) > 24 * longestDays)
    throw wrong('/end', `Time off is at most ${longestDays} days long; make several of it.`);
  if (hoursUntil(now, end) <= 0) throw wrong('/end', 'This is over already.');
  if (hoursUntil(now, start) > 24 * farthestDays)
    throw wrong('/start', `Time off begins within ${farthestDays} days.`);
  if (kept >= mostSpans) throw new Refusal('limit', `A person has at most ${mostSpans} spans of time off.`);
  return { start, end };
}

function wrong(pointer: string, message: string): Refusal {
  return new Refusal('invalid', message, [{ pointer, message: 'is not right' }]);
}
