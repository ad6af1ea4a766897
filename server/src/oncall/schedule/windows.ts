/**
 * Restrictions and hours (S6): windows of the week, in wall-clock time. A set of windows is compiled to
 * its union, as sorted stretches of the week that do not touch. Because every opening and closing is
 * mapped to instants by the one rule of S2, which keeps the order of local times, "is t inside?" is a
 * comparison of local minutes (see local-time.ts).
 */
import type { Hours, Weekday, Window } from '@muster/contract/oncall/definition';
import {
  instantOf,
  MINUTES_PER_DAY,
  MINUTES_PER_WEEK,
  parseTime,
  readBy,
  weekdayIndex,
  zoneOf,
} from './local-time.ts';

/** The stretches [opens[i], closes[i]) of the week in minutes since Monday 00:00, ascending, apart. */
export interface WeekHours {
  readonly opens: readonly number[];
  readonly closes: readonly number[];
}

/** Whether the hours are open at a local minute, and until which later local minute that holds. */
export interface HoursState {
  readonly open: boolean;
  readonly until: number;
}

export function compileWindows(windows: readonly Window[]): WeekHours {
  const stretches: Stretch[] = [];
  for (const window of windows) addStretches(stretches, window);
  stretches.sort(([a], [b]) => a - b);
  const opens: number[] = [];
  const closes: number[] = [];
  for (const [open, close] of stretches) {
    const last = closes.length - 1;
    const lastClose = closes[last];
    if (lastClose !== undefined && open <= lastClose) closes[last] = Math.max(lastClose, close);
    else {
      opens.push(open);
      closes.push(close);
    }
  }
  return { opens, closes };
}

export function hoursAt(hours: WeekHours, local: number): HoursState {
  const { opens, closes } = hours;
  // 1970-01-01 was a Thursday; three days later in the count, weeks begin on Monday.
  const shifted = (local + 3 * MINUTES_PER_DAY) % MINUTES_PER_WEEK;
  const minute = shifted < 0 ? shifted + MINUTES_PER_WEEK : shifted;
  const monday = local - minute;
  for (let i = 0; i < opens.length; i += 1) {
    const open = opens[i] ?? 0;
    if (minute < open) return { open: false, until: monday + open };
    if (minute < (closes[i] ?? 0)) return { open: true, until: monday + endOf(hours, i) };
  }
  const first = opens[0];
  return { open: false, until: first === undefined ? Infinity : monday + MINUTES_PER_WEEK + first };
}

/** Whether the hours are open at the instant. */
export function isWithin(hours: Hours, at: Temporal.Instant): boolean {
  return hoursAt(compileWindows(hours.windows), readBy(zoneOf(hours.timeZone), at.epochMilliseconds)).open;
}

/** When the hours that are open at the instant close; null when they are closed, or never close. */
export function closingOf(hours: Hours, at: Temporal.Instant): Temporal.Instant | null {
  const zone = zoneOf(hours.timeZone);
  const { open, until } = hoursAt(compileWindows(hours.windows), readBy(zone, at.epochMilliseconds));
  return open && until !== Infinity ? Temporal.Instant.fromEpochMilliseconds(instantOf(zone, until)) : null;
}

/** The first instant at or after `at` at which the hours open (closed just before, open then); null = never. */
export function nextOpening(hours: Hours, at: Temporal.Instant): Temporal.Instant | null {
  const zone = zoneOf(hours.timeZone);
  const week = compileWindows(hours.windows);
  let before = at.epochMilliseconds - 1;
  // A window that falls into a spring gap never opens, so the first candidate may fail; they cannot all.
  for (let tries = 0; tries < 3 * (week.opens.length + 1); tries += 1) {
    const local = readBy(zone, before);
    let state = hoursAt(week, local);
    if (state.open && state.until !== Infinity) state = hoursAt(week, state.until);
    if (state.open || state.until === Infinity) return null;
    const opening = instantOf(zone, state.until);
    const open = hoursAt(week, readBy(zone, opening)).open;
    const wasOpen = hoursAt(week, readBy(zone, opening - 1)).open;
    if (open && !wasOpen) return Temporal.Instant.fromEpochMilliseconds(opening);
    before = opening;
  }
  return null;
}

/** Where the stretch ends, in minutes after its Monday: past the week when it goes on into the next one. */
function endOf({ opens, closes }: WeekHours, index: number): number {
  const close = closes[index] ?? 0;
  if (close < MINUTES_PER_WEEK || opens[0] !== 0) return close;
  const first = closes[0] ?? 0;
  return first === MINUTES_PER_WEEK ? Infinity : MINUTES_PER_WEEK + first;
}

type Stretch = readonly [open: number, close: number];

const everyDay = [0, 1, 2, 3, 4, 5, 6];

/** Whoever asks for ten thousand schedules makes these as often, so nothing is made in between. */
function addStretches(stretches: Stretch[], window: Window): void {
  if ('start' in window) {
    const open = minuteOfWeek(window.start);
    const close = minuteOfWeek(window.end);
    addStretch(stretches, open, close > open ? close : close + MINUTES_PER_WEEK);
    return;
  }
  const from = parseTime(window.from);
  const to = parseTime(window.to);
  const length = to > from ? to - from : to - from + MINUTES_PER_DAY;
  for (const day of window.weekdays?.map(weekdayIndex) ?? everyDay) {
    const open = day * MINUTES_PER_DAY + from;
    addStretch(stretches, open, open + length);
  }
}

function minuteOfWeek(point: { weekday: Weekday; time: string }): number {
  return weekdayIndex(point.weekday) * MINUTES_PER_DAY + parseTime(point.time);
}

/** What goes past the end of the week goes on at its beginning. */
function addStretch(stretches: Stretch[], open: number, close: number): void {
  stretches.push([open, Math.min(close, MINUTES_PER_WEEK)]);
  if (close > MINUTES_PER_WEEK) stretches.push([0, close - MINUTES_PER_WEEK]);
}
