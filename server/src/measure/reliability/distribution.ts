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
  const before = earlier.toSorted((a, b) => a - b);
  const after = later.toSorted((a, b) => a - b);
  const differences = Array.from(
    { length: rounds },
    () => resampledMedian(after, random) - resampledMedian(before, random),
  ).sort((a, b) => a - b);
  const low = percentile(differences, 0.05);
  const high = percentile(differences, 0.95);
  return {
    difference: percentile(after, 0.5) - percentile(before, 0.5),
    low,
    high,
    isDetectable: low > 0 || high < 0,
  };
}

/** Up to here each value is drawn; beyond, only the place of the median. */
const mostDrawn = 400;

/**
 * The median of as many values drawn from sorted ones with putting back; counted, because sorting takes far longer. Of
 * many draws it is known beforehand where among the values their median lies: about the middle, with a standard deviation
 * of 1 / (2 sqrt(n + 2)) of them all (an order statistic has a beta distribution, by then as good as a normal one). So ten
 * years of incidents hold up nobody.
 */
function resampledMedian(sorted: readonly number[], random: () => number): number {
  const n = sorted.length;
  if (n > mostDrawn) {
    const place = 0.5 + normal(random) / (2 * Math.sqrt(n + 2));
    return percentile(sorted, Math.min(1, Math.max(0, place)));
  }
  const times = new Uint32Array(n);
  for (let i = 0; i < n; i += 1) {
    const drawn = Math.floor(random() * n);
    times[drawn] = (times[drawn] ?? 0) + 1;
  }
  const low = drawnAt(sorted, times, Math.floor((n - 1) / 2));
  const high = drawnAt(sorted, times, Math.ceil((n - 1) / 2));
  return low + (high - low) / 2;
}

/** A number of the standard normal distribution (Box and Muller); 0 would have no logarithm. */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random() * 0.999_999_999)) * Math.cos(2 * Math.PI * random());
}

/** The value at a place of what was drawn, in order. */
function drawnAt(sorted: readonly number[], times: Uint32Array, place: number): number {
  let left = place;
  for (const [index, value] of sorted.entries()) {
    left -= times[index] ?? 0;
    if (left < 0) return value;
  }
  return Number.NaN;
}
