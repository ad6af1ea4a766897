import { Refusal } from '../../platform/refusal.ts';
import { type Bounded, type Count, oneMore, secondsToWait } from './model.ts';

/**
 * Counts one more try everywhere, or refuses it with code `limit` when one of the counts asks to wait. The refusal
 * tells neither which count it is nor whether there is such an account.
 */
export function admit(
  counts: readonly { bounded: Bounded; count: Count | null }[],
  now: Temporal.Instant,
): Count[] {
  const wait = Math.max(0, ...counts.map(({ count }) => (count ? secondsToWait(count, now) : 0)));
  if (wait > 0) throw tooMany(wait);
  return counts.map(({ bounded, count }) => oneMore(count, bounded.bound, now));
}

function tooMany(seconds: number): Refusal {
  const minutes = Math.ceil(seconds / 60);
  const wait = minutes === 1 ? 'a minute' : `${minutes} minutes`;
  return new Refusal('limit', `Too many wrong tries. Wait ${wait} and try again.`, [], {
    retryAfter: seconds,
  });
}
