/** Whether promised updates came (practice.md 3.2, cadence adherence). Minutes or seconds, as long as it is one unit. */

export interface Slot {
  /** The instant from which the interval holds: the declaration, then each raise of severity. */
  from: number;
  interval: number;
}

export interface Adherence {
  due: number;
  met: number;
  /** By how much gaps were longer than promised, together. */
  overrun: number;
}

/**
 * A gap of g with an interval of L in force holds ceil(g / L) - 1 slots that were missed and one that was met. The gap
 * that runs at the end counts what it has missed so far. `promises` gives, for an update by its place, a later time
 * that was promised with it, at most twice the interval on.
 */
export function adherenceOf(
  updates: readonly number[],
  { start, end, slots }: { start: number; end: number; slots: readonly Slot[] },
  promises: ReadonlyMap<number, number> = new Map(),
): Adherence {
  const total: Adherence = { due: 0, met: 0, overrun: 0 };
  const times = updates.filter((at) => at > start && at <= end).sort((a, b) => a - b);
  let last = start;
  for (const at of [...times, end]) {
    const isMet = at !== end || times.at(-1) === end;
    const interval = intervalFor(last, at, slots, promises.get(last));
    if (interval !== null && at > last) {
      const missed = Math.ceil((at - last) / interval) - 1;
      total.due += missed + (isMet ? 1 : 0);
      total.met += isMet ? 1 : 0;
      total.overrun += Math.max(0, at - last - interval);
    }
    last = at;
  }
  return total;
}

/** What was promised from `last` on: the time named with the update, or the earliest of the intervals that held. */
function intervalFor(
  last: number,
  at: number,
  slots: readonly Slot[],
  promised: number | undefined,
): number | null {
  const before = slots.filter((one) => one.from <= last).at(-1);
  const raised = slots.filter((one) => one.from > last && one.from < at);
  const usual = before?.interval;
  const named = promised === undefined || usual === undefined ? usual : Math.min(promised - last, 2 * usual);
  const ends = [named, ...raised.map((one) => one.from - last + one.interval)];
  const known = ends.filter((one) => one !== undefined);
  return known.length === 0 ? null : Math.min(...known);
}
