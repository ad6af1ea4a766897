/** Pure: where durations and moments stand in a chart. */

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;
/** Round durations that people know, in seconds. */
const round = [1, 10, minute, 10 * minute, hour, 6 * hour, day, 7 * day, 30 * day, 365 * day];

export interface DurationAxis {
  /** From 0 (shortest) to 1 (longest); what lies outside is put on the edge. */
  place: (seconds: number) => number;
  ticks: number[];
}

/** A logarithmic axis from the round duration below the shortest to the one above the longest. */
export function durationAxis(values: readonly number[]): DurationAxis {
  const least = Math.max(
    1,
    values.reduce((low, one) => Math.min(low, one), Number.POSITIVE_INFINITY),
  );
  const most = values.reduce((high, one) => Math.max(high, one), 1);
  const low = round.findLast((one) => one <= least) ?? 1;
  const high = round.find((one) => one >= most && one > low) ?? most;
  const width = Math.log(high / low);
  return {
    place: (seconds) => Math.min(1, Math.max(0, Math.log(Math.max(1, seconds) / low) / width)),
    ticks: round.filter((one) => one >= low && one <= high),
  };
}

/** The share of the period that had passed at a moment, from 0 to 1. */
export function momentPlace(at: string, from: number, until: number): number {
  return Math.min(1, Math.max(0, (Date.parse(at) - from) / (until - from)));
}
