import type { FastifyRequest } from 'fastify';
import { createBuckets } from '../buckets.ts';
import { uptimeMs } from '../clock.ts';
import { networkOf } from '../network.ts';
import type { Platform } from '../platform.ts';
import { tooMany } from './limits.ts';

/** One every ten seconds, and some at once: programs go on asking at addresses that were revoked. */
const ofOneAddress = { burst: 60, perSecond: 0.1 };

/**
 * Counts requests whose secret is not right, at addresses that the contract does not describe. Throws a refusal
 * `limit` with `retryAfter` when an address had too many. Who comes with the right secret is never counted, so that a
 * stranger behind the same address stops no calendar and no provider.
 */
export function countWrongSecrets({
  metrics,
}: Pick<Platform, 'metrics'>): (request: Pick<FastifyRequest, 'ip'>) => void {
  const buckets = createBuckets(ofOneAddress, uptimeMs);
  return ({ ip }) => {
    const wait = buckets.take(networkOf(ip));
    if (wait === 0) return;
    metrics.refusedByLimit.inc({ limit: 'address' });
    throw tooMany(wait);
  };
}
