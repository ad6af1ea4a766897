/**
 * How often somebody may ask: a bucket for each key, which holds `burst` and is filled up evenly with `perSecond`.
 * Only one number is kept for a key, the moment at which its bucket is full again (the generic cell rate algorithm);
 * a key whose bucket is full is forgotten, and of too many keys the one that asked longest ago.
 */
export interface Buckets {
  /** Takes one; answers 0, or in how many whole seconds to come again, and then nothing was taken. */
  take(key: string): number;
  /** Answers like `take` and takes nothing. */
  ask(key: string): number;
}

export interface BucketSize {
  burst: number;
  perSecond: number;
}

const mostKeys = 50_000;

/** `nowMs` is any clock that never goes back. */
export function createBuckets({ burst, perSecond }: BucketSize, nowMs: () => number): Buckets {
  const fullAt = new Map<string, number>();
  const stepMs = 1_000 / perSecond;
  const roomMs = burst * stepMs;
  const look = (key: string) => {
    const now = nowMs();
    const next = Math.max(fullAt.get(key) ?? 0, now) + stepMs;
    // A part of a thousandth is what is lost in adding.
    const lateMs = next - now - roomMs;
    return { next, wait: lateMs > 0.001 ? Math.max(1, Math.ceil(lateMs / 1_000)) : 0 };
  };
  return {
    take(key) {
      const { next, wait } = look(key);
      if (wait > 0) return wait;
      // Deleted first, so that the map is in the order of the last taking.
      fullAt.delete(key);
      fullAt.set(key, next);
      if (fullAt.size > mostKeys) forgetSome(fullAt, nowMs());
      return 0;
    },
    ask: (key) => look(key).wait,
  };
}

/** Whoever is full again, and in any case the oldest. */
function forgetSome(fullAt: Map<string, number>, now: number): void {
  for (const [key, at] of fullAt) {
    if (at > now && fullAt.size <= mostKeys) return;
    fullAt.delete(key);
  }
}
