/**
 * Until when an incident that is over can be taken up again. What comes back later is another incident, linked with it as
 * its recurrence, and the record of before stays as it is (practice.md 3.2, reopen rate). Instants are wire times.
 */
import { isResolved } from './settings.ts';
import type { IncidentState } from './state.ts';

/** So many days after its end it is still the same one. */
export const reopenDays = 14;

const dayMs = 86_400_000;

type Over = Pick<IncidentState, 'category' | 'statuses' | 'times'>;

/** How many whole days ago it was over, where that is longer than it can be reopened; null while it can. */
export function daysTooLate(state: Over, now: string): number | null {
  const since = overSince(state);
  if (since === null) return null;
  const days = (Date.parse(now) - Date.parse(since)) / dayMs;
  return days > reopenDays ? Math.floor(days) : null;
}

/** Since when the response is over, as it was recorded or, where that is earlier, as it was stated. */
function overSince({ category, statuses, times }: Over): string | null {
  if (!isOver(category)) return null;
  const lastOpen = statuses.findLastIndex((one) => !isOver(one.category));
  const recorded = statuses[lastOpen + 1]?.from ?? null;
  return [recorded, times.resolved].flatMap((one) => one ?? []).sort()[0] ?? null;
}

/** How often it was resolved: once more each time that it was taken up again (practice.md 3.4). */
export function cyclesOf({ statuses }: Pick<IncidentState, 'statuses'>): number {
  return statuses.filter(({ category }, i) => {
    const before = statuses[i - 1]?.category;
    return isResolved(category) && (before === undefined || !isResolved(before));
  }).length;
}

/** Of a response that nobody goes on with. */
export function isOver(category: Over['category']): boolean {
  return isResolved(category) || category === 'cancelled';
}
