/**
 * A maintenance: planned work on services, in windows. A window is planned by the wall clock of a zone and may come
 * again each week; whether one runs is worked out from the plan and the clock and stored nowhere. Invariants: a window
 * ends after it begins; the windows of a plan do not overlap as planned; what has begun is changed in its end alone.
 */
import type { MaintenanceState } from '@muster/contract/detect/maintenances';
import { isBefore } from '../../platform/instants.ts';

export interface Window {
  /** The planned start, which names the window within its maintenance. */
  start: Temporal.Instant;
  end: Temporal.Instant;
}

/** A window that ends at another time than planned. `window` is its planned start, as text. */
export interface MovedEnd {
  window: string;
  end: string;
}

export interface Plan {
  timeZone: string;
  /** Times of the wall clock, `2026-10-25T02:00`. */
  start: string;
  end: string;
  repeats: 'weekly' | null;
  lastDay: string | null;
  ends: readonly MovedEnd[];
  cancelledAt: Temporal.Instant | null;
}

export interface Maintenance extends Plan {
  id: string;
  title: string;
  note: string;
  services: string[];
  isMajor: boolean;
  createdBy: string;
  createdAt: Temporal.Instant;
  cancelledBy: string | null;
  version: number;
  /** Beginnings and ends up to here have been told. */
  toldAt: Temporal.Instant;
}

/** A window of one week must be over before the next one; a single one may be longer. */
export const longestDays = 31;
/** A window that was prolonged may reach into so many later ones. */
const reachWeeks = 6;

/** The windows that overlap [from, until), the earliest first, at most `limit`. */
export function windowsBetween(
  plan: Plan,
  { from, until }: { from: Temporal.Instant; until: Temporal.Instant },
  limit = 100,
): Window[] {
  const found: Window[] = [];
  const first = Math.max(0, weeksSince(plan, from) - reachWeeks);
  for (let n = first; found.length < limit; n += 1) {
    const window = windowAt(plan, n);
    if (!window || isBefore(until, window.start) || until.equals(window.start)) break;
    if (isBefore(window.start, window.end) && isBefore(from, window.end)) found.push(window);
  }
  return found;
}

/** The window that runs: its start is part of it and its end is not. */
export function runningAt(plan: Plan, now: Temporal.Instant): Window | null {
  const windows = windowsBetween(plan, { from: now, until: now.add({ milliseconds: 1 }) });
  return windows.toSorted((a, b) => Temporal.Instant.compare(a.end, b.end)).at(-1) ?? null;
}

/** The windows that begin after `now`. */
export function comingAfter(plan: Plan, now: Temporal.Instant, limit: number): Window[] {
  const until = farAhead(now);
  return windowsBetween(plan, { from: now, until }, limit + reachWeeks + 1)
    .filter((one) => isBefore(now, one.start))
    .slice(0, limit);
}

/** The last window that is over. */
export function lastBefore(plan: Plan, now: Temporal.Instant): Window | null {
  const from = now.subtract({ hours: 24 * 7 * (reachWeeks + 2) });
  const recent = windowsBetween(plan, { from, until: now }).filter((one) => !isBefore(now, one.end));
  const last = recent.at(-1);
  if (last) return last;
  return finalWindow(plan);
}

export function stateAt(plan: Plan, now: Temporal.Instant): MaintenanceState {
  if (plan.cancelledAt) return 'cancelled';
  if (runningAt(plan, now)) return 'running';
  return comingAfter(plan, now, 1).length > 0 ? 'scheduled' : 'done';
}

/** Whether any window has begun: what was planned then is the past and stays. */
export function hasBegun(plan: Plan, now: Temporal.Instant): boolean {
  const first = windowAt(plan, 0);
  return first !== null && !isBefore(now, first.start);
}

/** When the last window is over; null where it repeats for ever. What was cancelled before it began is over then. */
export function overAt(plan: Plan): Temporal.Instant | null {
  const last = finalWindow(plan);
  if (plan.cancelledAt) return last && isBefore(plan.cancelledAt, last.end) ? last.end : plan.cancelledAt;
  return last?.end ?? null;
}

/** A beginning or an end, in the order in which they are told; at one instant ends come first. */
export interface Edge {
  at: Temporal.Instant;
  turn: 'started' | 'ended';
  window: Window;
}

/** What begins or ends in (after, until]. */
export function edgesBetween(plan: Plan, after: Temporal.Instant, until: Temporal.Instant): Edge[] {
  const windows = windowsBetween(plan, {
    from: after.subtract({ milliseconds: 1 }),
    until: until.add({ milliseconds: 1 }),
  });
  const edges = windows.flatMap((window): Edge[] => [
    { at: window.start, turn: 'started', window },
    { at: window.end, turn: 'ended', window },
  ]);
  return edges
    .filter(({ at }) => isBefore(after, at) && !isBefore(until, at))
    .toSorted(
      (a, b) => Temporal.Instant.compare(a.at, b.at) || (a.turn === b.turn ? 0 : a.turn === 'ended' ? -1 : 1),
    );
}

/** The next beginning or end after an instant; null when nothing comes any more. */
export function nextEdgeAfter(plan: Plan, after: Temporal.Instant): Temporal.Instant | null {
  const near = windowsBetween(plan, { from: after, until: farAhead(after) }, reachWeeks + 2);
  const all = near.flatMap((one) => [one.start, one.end]).filter((at) => isBefore(after, at));
  return all.toSorted(Temporal.Instant.compare)[0] ?? null;
}

/**
 * The n-th window, from 0; null where the plan has none. A time that a clock change leaves out is as much later as the
 * clock was moved, and one that comes twice is the first; a window that would be none that night keeps its length.
 */
function windowAt(plan: Plan, n: number): Window | null {
  if (n > 0 && plan.repeats === null) return null;
  const startLocal = Temporal.PlainDateTime.from(plan.start).add({ weeks: n });
  const endLocal = Temporal.PlainDateTime.from(plan.end).add({ weeks: n });
  if (n > 0 && plan.lastDay && Temporal.PlainDate.compare(startLocal.toPlainDate(), plan.lastDay) > 0)
    return null;
  const start = startLocal.toZonedDateTime(plan.timeZone).toInstant();
  const { cancelledAt } = plan;
  if (cancelledAt && !isBefore(start, cancelledAt)) return null;
  const wallEnd = endLocal.toZonedDateTime(plan.timeZone).toInstant();
  const planned = isBefore(start, wallEnd) ? wallEnd : start.add(lengthOf(startLocal, endLocal));
  const end = movedEnd(plan, start) ?? planned;
  return { start, end: cancelledAt && isBefore(cancelledAt, end) ? cancelledAt : end };
}

function lengthOf(start: Temporal.PlainDateTime, end: Temporal.PlainDateTime): Temporal.Duration {
  return start.until(end, { largestUnit: 'hour' });
}

function movedEnd({ ends }: Plan, start: Temporal.Instant): Temporal.Instant | null {
  const moved = ends.findLast((one) => Temporal.Instant.from(one.window).equals(start));
  return moved ? Temporal.Instant.from(moved.end) : null;
}

/** The window after which there is none; null where it repeats for ever and was not cancelled. */
function finalWindow(plan: Plan): Window | null {
  if (plan.repeats === null) return windowAt(plan, 0);
  const bound = plan.cancelledAt ?? lastInstant(plan);
  if (!bound) return null;
  for (let n = weeksSince(plan, bound) + 1; n >= 0; n -= 1) {
    const window = windowAt(plan, n);
    if (window) return window;
  }
  return null;
}

function lastInstant({ lastDay, timeZone }: Plan): Temporal.Instant | null {
  if (lastDay === null) return null;
  return Temporal.PlainDate.from(lastDay).add({ days: 1 }).toZonedDateTime(timeZone).toInstant();
}

/** Whole weeks of the wall clock from the first start to `at`; not below 0. */
function weeksSince(plan: Plan, at: Temporal.Instant): number {
  const wall = at.toZonedDateTimeISO(plan.timeZone).toPlainDate();
  const days = Temporal.PlainDateTime.from(plan.start).toPlainDate().until(wall, { largestUnit: 'day' }).days;
  return Math.max(0, Math.floor(days / 7));
}

/** Beyond what anybody plans. */
function farAhead(now: Temporal.Instant): Temporal.Instant {
  return now.add({ hours: 24 * 366 * 3 });
}
