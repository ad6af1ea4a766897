import type { Schedule } from '@muster/contract/oncall/definition';
import { Refusal } from '../../platform/refusal.ts';
import type { Span } from '../cover/span.ts';
import { segmentsOf } from './model.ts';

const longestDays = 366;
const farthestDays = 800;
/** More changes of hands are no rota that stands in for a while, and each page has to read them. */
const mostChanges = 1_000;
/** Of one schedule, those that are not over. */
const mostKept = 20;

/**
 * The span that the rota may stand in for; `kept` is how many the schedule has. Nothing changes the past: what would
 * begin before `now` begins then. Throws a Refusal.
 */
export function decideTemporary(
  given: { start: string; end: string; rota: Schedule },
  kept: number,
  now: Temporal.Instant,
): Span {
  const [wanted, end] = [Temporal.Instant.from(given.start), Temporal.Instant.from(given.end)];
  const hours = (from: Temporal.Instant, until: Temporal.Instant) => from.until(until).total('hours');
  if (hours(wanted, end) <= 0) throw wrong('/end', 'A temporary schedule ends after it begins.');
  if (hours(now, end) <= 0) throw wrong('/end', 'This is over already.');
  const start = hours(now, wanted) < 0 ? now : wanted;
  if (hours(start, end) > 24 * longestDays)
    throw wrong('/end', `A temporary schedule is at most ${longestDays} days long.`);
  if (hours(now, start) > 24 * farthestDays)
    throw wrong('/start', `A temporary schedule begins within ${farthestDays} days.`);
  if (kept >= mostKept) throw new Refusal('limit', `A schedule has at most ${mostKept} temporary schedules.`);
  const changes = segmentsOf({ rota: given.rota, start: `${start}`, end: `${end}` }).length;
  if (changes > mostChanges)
    throw wrong('/rota', `A temporary schedule changes hands at most ${mostChanges} times.`);
  return { start, end };
}

function wrong(pointer: string, message: string): Refusal {
  return new Refusal('invalid', message, [{ pointer, message: 'is not right' }]);
}
