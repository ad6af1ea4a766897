/** What makes the sign of the news amber and red: promises for each audience, and the very first word. */
import type { Cause } from './health-look.ts';
import { type Audience, audiences } from './settings.ts';
import type { IncidentState } from './state.ts';

const minute = 60_000;

/** Whatever is known, somebody is told in five minutes; where people are woken for it, eight are too many (R53). */
export function headsUpCauses({ updates, rule, category }: IncidentState, since: number): Cause[] {
  const isTold = Object.keys(updates).length > 0;
  if (isTold || !rule.wakes || category === 'paused') return [];
  return [{ about: '', since, amberAt: since + 5 * minute, redAt: since + 8 * minute }];
}

/** Two for each promise: it comes near in its last quarter, and it passes. */
export function dueCauses(state: IncidentState): Cause[] {
  return audiences.flatMap((about) => {
    const due = state.nextUpdates[about];
    if (due === undefined) return [];
    const redAt = Date.parse(due);
    const soon = redAt - Math.max(0, redAt - promisedAt(state, about)) / 4;
    return [
      { about, since: soon, amberAt: soon, redAt: Number.POSITIVE_INFINITY },
      { about, since: redAt, amberAt: redAt, redAt },
    ];
  });
}

function promisedAt({ updates, declaredAt }: IncidentState, audience: Audience): number {
  return Date.parse(updates[audience]?.at ?? declaredAt);
}
