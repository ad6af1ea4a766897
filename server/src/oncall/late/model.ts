/**
 * What a stall leaves behind: messages that were queued and went stale, and steps that were due hours ago. None of them
 * is sent as if it were new. Whoever would have got several gets one page that names them, the most urgent first; what
 * is over meanwhile is left out. The run of each page goes on by its own timers, which count from now.
 */
import { cut } from '@muster/contract/platform/cut';
import { freshForMinutes } from '../notification/model.ts';

/** A backlog is worked off in many batches; it is told when it has been quiet for so long. */
export const gatheringSeconds = 15;

const mostTitles = 5;

export interface LatePage {
  title: string;
  urgency: 'high' | 'low';
}

/** Whether a step is so late that what it says is no news any more. */
export function isLate(
  { dueAt, urgency }: { dueAt: Temporal.Instant | null; urgency: 'high' | 'low' },
  now: Temporal.Instant,
): boolean {
  return dueAt !== null && dueAt.until(now).total('minutes') >= freshForMinutes(urgency);
}

/** Those that would get more than one late message, or one out of a batch that is full: more may follow. */
export function peopleToSum(people: readonly string[], isBacklog: boolean): Set<string> {
  const counts = Map.groupBy(people, (person) => person);
  return new Set([...counts].flatMap(([person, all]) => (isBacklog || all.length > 1 ? [person] : [])));
}

/** The pages are those that are still open, the most urgent and then the oldest first. */
export function summaryOf(pages: readonly LatePage[]): { title: string; urgency: 'high' | 'low' } {
  const n = pages.length;
  const named = pages.slice(0, mostTitles).map((page) => cut(page.title, 80));
  const more = n > mostTitles ? ` and ${n - mostTitles} more` : '';
  return {
    title: `${n === 1 ? '1 page' : `${n} pages`} came while Muster could not send: ${named.join(', ')}${more}`,
    urgency: pages.some((page) => page.urgency === 'high') ? 'high' : 'low',
  };
}
