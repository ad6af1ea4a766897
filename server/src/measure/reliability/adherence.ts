/** Whether promised updates came (practice.md 3.2, cadence adherence). Minutes or seconds, as long as it is one unit. */

/** What a severity promises from an instant on; null where news come on change only. */
export interface Slot {
  /** The declaration, then each change of severity. */
  from: number;
  interval: number | null;
  /** Until the first news; as all others where it is left out. */
  first?: number | null;
  /** Between the first and the second news. */
  second?: number;
  /** Of a long incident: from this instant on it is another one. */
  later?: { from: number; interval: number };
}

export interface Adherence {
  due: number;
  met: number;
  /** By how much gaps were longer than promised, together. */
  overrun: number;
}

interface Stretch {
  start: number;
  end: number;
  slots: readonly Slot[];
}

/**
 * A gap of g with an interval of L in force holds ceil(g / L) - 1 slots that were missed and one that was met. The gap
 * that runs at the end counts what it has missed so far. `promises` gives, for an update by its place, a later time
 * that was promised with it, at most twice the interval on.
 */
export function adherenceOf(
  updates: readonly number[],
  { start, end, slots }: Stretch,
  promises: ReadonlyMap<number, number> = new Map(),
): Adherence {
  const total: Adherence = { due: 0, met: 0, overrun: 0 };
  const times = updates.filter((at) => at > start && at <= end).sort((a, b) => a - b);
  let last = { at: start, sent: updates.filter((at) => at === start).length };
  for (const at of [...times, end]) {
    const isMet = at !== end || times.at(-1) === end;
    const interval = intervalFor(last, at, slots, promises.get(last.at));
    if (interval !== null && at > last.at) {
      const missed = Math.ceil((at - last.at) / interval) - 1;
      total.due += missed + (isMet ? 1 : 0);
      total.met += isMet ? 1 : 0;
      total.overrun += Math.max(0, at - last.at - interval);
    }
    last = { at, sent: last.sent + 1 };
  }
  return total;
}

interface Last {
  at: number;
  sent: number;
}

/**
 * What was promised from the last news on: the time named with them, or the interval; a severity that came meanwhile
 * shortens it, by its first news or by its interval, and makes nothing late at once.
 */
function intervalFor(
  last: Last,
  at: number,
  slots: readonly Slot[],
  promised: number | undefined,
): number | null {
  const before = slots.filter((one) => one.from <= last.at).at(-1);
  const raised = slots.filter((one) => one.from > last.at && one.from < at);
  const usual = before ? lengthOf(before, last) : null;
  const named = promised === undefined || usual === null ? usual : Math.min(promised - last.at, 2 * usual);
  const ends = [
    named,
    ...raised.flatMap((one) => {
      const length = lengthOf(one, last);
      const since = one.from - last.at;
      const anew = one.first ?? length;
      return [anew === null ? null : since + anew, length !== null && length > since ? length : null];
    }),
  ];
  const known = ends.filter((one) => one !== null);
  return known.length === 0 ? null : Math.min(...known);
}

function lengthOf({ interval, first, second, later }: Slot, { at, sent }: Last): number | null {
  if (sent === 0) return first === undefined ? interval : first;
  if (later && at >= later.from) return later.interval;
  return sent === 1 && second !== undefined ? second : interval;
}

export function sumOf(all: readonly Adherence[]): Adherence {
  const total: Adherence = { due: 0, met: 0, overrun: 0 };
  for (const { due, met, overrun } of all) {
    total.due += due;
    total.met += met;
    total.overrun += overrun;
  }
  return total;
}
