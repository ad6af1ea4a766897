import type { Actor } from '../actor.ts';
import { actorName } from '../actor.ts';
import { type Buckets, createBuckets } from '../buckets.ts';
import type { Metrics } from '../metrics.ts';
import { networkOf } from '../network.ts';
import { Refusal } from '../refusal.ts';

/**
 * How often somebody may call the API. A person counts by session and by token apart, so that a script that runs
 * away does not lock its owner out. Whoever is nobody yet counts by address: strangers, wrong tokens, and everybody
 * who tries to sign in.
 */
export interface ApiLimits {
  /** Counts a request of somebody who is known. Throws a refusal that says when to come again. */
  known(actor: Actor): void;
  /** Counts a request of an address, of which no more is known. Throws likewise. */
  stranger(address: string): void;
  /** Counts a live stream that opens; answers how to end it. Throws when somebody has too many. */
  stream(actor: Actor): () => void;
}

export interface ApiRates {
  /** Requests of one person, by session or by token, within a minute. */
  known: number;
  /** Requests of one address that come without a valid session or token, within a minute. */
  strangers: number;
}

/** One for each open tab of each device; a browser holds six for one server at most. */
const mostStreams = 24;

/** `nowMs` is a clock that never goes back. */
export function createApiLimits(rates: ApiRates, metrics: Metrics, nowMs: () => number): ApiLimits {
  const aMinute = (count: number) => createBuckets({ burst: count, perSecond: count / 60 }, nowMs);
  const known = aMinute(rates.known);
  const strangers = aMinute(rates.strangers);
  const streams = new Map<string, number>();
  const spend = (buckets: Buckets, key: string, limit: 'person' | 'address') => {
    const wait = buckets.take(key);
    if (wait === 0) return;
    metrics.refusedByLimit.inc({ limit });
    throw tooMany(wait);
  };
  return {
    known: (actor) => spend(known, keyOf(actor), 'person'),
    stranger: (address) => spend(strangers, networkOf(address), 'address'),
    stream(actor) {
      const key = keyOf(actor);
      const open = streams.get(key) ?? 0;
      if (open >= mostStreams) {
        metrics.refusedByLimit.inc({ limit: 'streams' });
        throw tooMany(30);
      }
      streams.set(key, open + 1);
      return () => {
        const left = (streams.get(key) ?? 1) - 1;
        if (left > 0) streams.set(key, left);
        else streams.delete(key);
      };
    },
  };
}

/** 429 with `Retry-After`. */
export function tooMany(seconds: number): Refusal {
  return new Refusal('limit', `Too many requests; try again in ${seconds} s.`, [], { retryAfter: seconds });
}

function keyOf(actor: Actor): string {
  return `${actor.kind}:${actorName(actor)}:${actor.kind === 'person' ? actor.by : ''}`;
}
