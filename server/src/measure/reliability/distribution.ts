/** Durations as a distribution: percentiles with their sample size, and whether two periods differ (practice.md 3.6). */

export interface Distribution {
  n: number;
  /** Null with fewer than 5 values; p95 with fewer than 20. */
  p50: number | null;
  p75: number | null;
  p90: number | null;
  p95: number | null;
}

export function distributionOf(values: Iterable<number>): Distribution {
  const sorted = inOrder(values);
  const quantiles = [0.5, 0.75, 0.9, 0.95].map((q) => percentile(sorted, q));
  return shownOf(sorted.length, quantiles);
}

/** What of p50, p75, p90 and p95 is told of so many values. */
export function shownOf(n: number, quantiles: readonly number[] | null): Distribution {
  const at = (place: number, least: number) => (n < least ? null : (quantiles?.[place] ?? null));
  return { n, p50: at(0, 5), p75: at(1, 5), p90: at(2, 5), p95: at(3, 20) };
}

/** Sorted as numbers, many times faster than by comparing. */
function inOrder(values: Iterable<number>): Float64Array {
  return Float64Array.from(values).sort();
}

/** By linear interpolation at rank 1 + (n - 1) q, as SQL's percentile_cont. The values are sorted, and there is one. */
export function percentile(sorted: ArrayLike<number>, q: number): number {
  const rank = (sorted.length - 1) * q;
  const low = sorted[Math.floor(rank)] ?? Number.NaN;
  const high = sorted[Math.ceil(rank)] ?? Number.NaN;
  return low + (high - low) * (rank - Math.floor(rank));
}

export interface Comparison {
  /** The later median or share less the earlier one. */
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
  earlier: ArrayLike<number> & Iterable<number>,
  later: ArrayLike<number> & Iterable<number>,
  random: () => number,
  rounds = 1_000,
): Comparison | null {
  if (earlier.length < 5 || later.length < 5) return null;
  const [before, after] = [inOrder(earlier), inOrder(later)];
  const differences = Array.from(
    { length: rounds },
    () => resampledMedian(after, random) - resampledMedian(before, random),
  ).sort((a, b) => a - b);
  return comparison(percentile(after, 0.5) - percentile(before, 0.5), differences);
}

interface Share {
  part: number;
  n: number;
}

/** The same for two shares, such as of incidents that came back. */
export function compareShares(
  earlier: Share,
  later: Share,
  random: () => number,
  rounds = 1_000,
): Comparison | null {
  if (earlier.n < 5 || later.n < 5) return null;
  const differences = Array.from(
    { length: rounds },
    () => resampledShare(later, random) - resampledShare(earlier, random),
  ).sort((a, b) => a - b);
  return comparison(later.part / later.n - earlier.part / earlier.n, differences);
}

/** The share among as many drawn with putting back; of many draws it is normal. */
function resampledShare({ part, n }: Share, random: () => number): number {
  const share = part / n;
  if (n > mostDrawn)
    return Math.min(1, Math.max(0, share + normal(random) * Math.sqrt((share * (1 - share)) / n)));
  let drawn = 0;
  for (let i = 0; i < n; i += 1) if (random() < share) drawn += 1;
  return drawn / n;
}

/** The middle 90 % of the sorted differences is the interval. */
function comparison(difference: number, differences: readonly number[]): Comparison {
  const [low, high] = [percentile(differences, 0.05), percentile(differences, 0.95)];
  return { difference, low, high, isDetectable: low > 0 || high < 0 };
}

/** Up to here each value is drawn; beyond, only the place of the median. */
const mostDrawn = 400;

/**
 * The median of as many values drawn from sorted ones with putting back; counted, because sorting takes far longer. Of
 * many draws it is known beforehand where among the values their median lies: about the middle, with a standard deviation
 * of 1 / (2 sqrt(n + 2)) of them all (an order statistic has a beta distribution, by then as good as a normal one). So ten
 * years of incidents hold up nobody.
 */
function resampledMedian(sorted: Float64Array, random: () => number): number {
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
function drawnAt(sorted: Float64Array, times: Uint32Array, place: number): number {
  let left = place;
  for (const [index, value] of sorted.entries()) {
    left -= times[index] ?? 0;
    if (left < 0) return value;
  }
  return Number.NaN;
}
