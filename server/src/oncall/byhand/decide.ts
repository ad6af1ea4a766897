/**
 * Pages by hand are bounded, because each wakes people: so many of one caller within some minutes, and so many to one
 * person of all callers together, so that several accounts do not do what one may not. A page to several people counts
 * once for its caller. Alerts are not bounded by this; they are grouped instead.
 */
import type { Actor } from '../../platform/actor.ts';
import { Refusal } from '../../platform/refusal.ts';

const mostOfCaller = 10;
const mostToPerson = 20;
const withinMinutes = 10;

export interface ByHand {
  caller: string;
  people: readonly string[];
  at: Temporal.Instant;
}

/** As whom somebody counts, by session and by token alike; null for Muster itself, which does not. */
export function callerOf(actor: Actor): string | null {
  if (actor.kind === 'person') return `person:${actor.name}`;
  return actor.kind === 'token' ? `token:${actor.token?.id ?? actor.name}` : null;
}

/** Pages of this instant or before do not count any more. */
export function handCountsSince(now: Temporal.Instant): Temporal.Instant {
  return now.subtract({ minutes: withinMinutes });
}

/** Throws a Refusal `limit` with `retryAfter` in seconds when the caller has paged often enough. */
export function refuseCaller(lately: readonly ByHand[], caller: string, now: Temporal.Instant): void {
  const own = lately.filter((one) => one.caller === caller);
  const wait = waitFor(own, mostOfCaller, now);
  if (wait > 0)
    throw tooMany(`You have paged by hand ${mostOfCaller} times within ${withinMinutes} minutes.`, wait);
}

/** The same for whom the page would call. */
export function refuseCalled(
  lately: readonly ByHand[],
  people: readonly string[],
  now: Temporal.Instant,
): void {
  for (const person of people) {
    const theirs = lately.filter((one) => one.people.includes(person));
    const wait = waitFor(theirs, mostToPerson, now);
    if (wait === 0) continue;
    throw tooMany(
      `${person} has been paged by hand ${mostToPerson} times within ${withinMinutes} minutes; alerts still get through.`,
      wait,
    );
  }
}

/** In how many seconds there is room for one more; 0 is now. */
function waitFor(pages: readonly ByHand[], most: number, now: Temporal.Instant): number {
  const since = handCountsSince(now);
  const counted = pages
    .map((one) => one.at)
    .filter((at) => Temporal.Instant.compare(at, since) > 0)
    .toSorted((a, b) => Temporal.Instant.compare(b, a));
  const oldest = counted[most - 1];
  return oldest === undefined ? 0 : Math.ceil(since.until(oldest).total('seconds'));
}

function tooMany(why: string, seconds: number): Refusal {
  const minutes = Math.ceil(seconds / 60);
  const wait = minutes === 1 ? 'a minute' : `${minutes} minutes`;
  return new Refusal('limit', `${why} Wait ${wait}, or hand over a page that is open.`, [], {
    retryAfter: seconds,
  });
}
