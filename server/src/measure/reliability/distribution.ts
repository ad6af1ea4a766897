/** Durations as a distribution: percentiles with their sample size, and whether two periods differ (practice.md 3.6). */

export interface Distribution {
  n: number;
  /** Null with fewer than 5 values; p95 with fewer than 20. */
  p50: number | null;
  p75: number | null;
  p90: number | null;
  p95: number | null;
}

export function distributionOf(values: readonly number[]): Distribution {
  const sorted = values.toSorted((a, b) => a - b);
  const n = sorted.length;
  const at = (q: number, least: number) => (n < least ? null : percentile(sorted, q));
  return { n, p50: at(0.5, 5), p75: at(0.75, 5), p90: at(0.9, 5), p95: at(0.95, 20) };
}

/** By linear interpolation at rank 1 + (n - 1) q, as SQL's percentile_cont. The values are sorted, and there is one. */
export function percentile(sorted: readonly number[], q: number): number {
  const rank = (sorted.length - 1) * q;
  const low = sorted[Math.floor(rank)] ?? Number.NaN;
  const high = sorted[Math.ceil(rank)] ?? Number.NaN;
  return low + (high - low) * (rank - Math.floor(rank));
}

export interface Comparison {
  /** Median of the later values less median of the earlier ones. */
  difference: number;
  low: number;
  high: number;
  /** False where the interval covers zero: then there is no detectable change. */
  isDetectable: boolean;
}

/**
 * Whether the median moved, with a bootstrap interval of 90 %. `random` gives numbers from 0 to 1 and is an argument,
 * so that the same figures always say the same. Null with fewer than 5 values on either side.
 */
export function compareMedians(
  earlier: readonly number[],
  later: readonly number[],
  random: () => number,
  rounds = 1_000,
): Comparison | null {
  if (earlier.length < 5 || later.length < 5) return null;
  const differences = Array.from(
    { length: rounds },
    () => median(resampled(later, random)) - median(resampled(earlier, random)),
  ).sort((a, b) => a - b);
  const low = percentile(differences, 0.05);
  const high = percentile(differences, 0.95);
  return { difference: median(later) - median(earlier), low, high, isDetectable: low > 0 || high < 0 };
}

function median(values: readonly number[]): number {
  return percentile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}

function resampled(values: readonly number[], random: () => number): number[] {
  return values.map(() => values[Math.floor(random() * values.length)] ?? Number.NaN);
}
