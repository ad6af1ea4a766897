/** Where time comes from. The only place of the server that reads a clock or sets a timer. */
export interface Clock {
  now(): Temporal.Instant;
  /** Calls `run` once, at or shortly after `at`. The answer takes the call back. */
  at(at: Temporal.Instant, run: () => void): () => void;
  /** What the clock of the machine shows, where `now` is more careful than that; for telling whoever sets clocks. */
  shown?(): Temporal.Instant;
}

/** Milliseconds since the process began: never goes back, whatever is done to the clock. For measuring, not for dates. */
export function uptimeMs(): number {
  return performance.now();
}

/** setTimeout overflows beyond 24.8 days; a longer wait is cut and the caller looks again. */
const longestWaitMs = 86_400_000;

/**
 * The time at which the process began, and what has passed since: setting the machine's clock moves nothing that is
 * under way. `database-clock.ts` keeps it right.
 */
const steadyMs = () => Math.floor(performance.timeOrigin + performance.now());

export const systemClock: Clock = {
  now: () => Temporal.Instant.fromEpochMilliseconds(steadyMs()),
  shown: () => Temporal.Instant.fromEpochMilliseconds(Date.now()),
  at(at, run) {
    const wait = Math.max(0, Math.min(at.epochMilliseconds - steadyMs(), longestWaitMs));
    const timer = setTimeout(run, wait);
    return () => clearTimeout(timer);
  },
};

export const seconds = (n: number): Temporal.Duration => Temporal.Duration.from({ seconds: n });
export const minutes = (n: number): Temporal.Duration => Temporal.Duration.from({ minutes: n });

/**
 * Settles with the promise, or rejects with `TooLate` after so many real milliseconds. For waiting on other
 * machines, which do not follow a test's clock.
 */
export async function within<T>(ms: number, promise: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooLate(`${what} did not answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

export class TooLate extends Error {}

/** A real pause, for start-up loops that wait for another process. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
