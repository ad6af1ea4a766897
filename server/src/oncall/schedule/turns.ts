/**
 * Turns of a rotation (S3, S4), in local minutes. Turn k is found by arithmetic from the anchor and
 * never by walking, so a rotation that began years ago costs no more than one that began today.
 */
import type { Rotation } from '@muster/contract/oncall/definition';
import {
  dayInMonth,
  dayOf,
  instantOf,
  MINUTES_PER_DAY,
  MINUTES_PER_WEEK,
  monthOfDay,
  parseLocal,
  parseTime,
  readBy,
  weekdayIndex,
  weekdayOfDay,
  type Zone,
} from './local-time.ts';

const MINUTES = { hour: 60, day: MINUTES_PER_DAY, week: MINUTES_PER_WEEK };

/** What the rotation says at a local minute: the turn, or null when there is none; it holds in [since, until). */
export interface Turn {
  readonly number: number | null;
  readonly since: number;
  readonly until: number;
}

/** A rotation made ready for `turnAt`. */
export type Turns = { readonly start: number; readonly members: readonly (readonly string[])[] } & (
  | { readonly kind: 'steady'; readonly anchor: number; readonly length: number }
  | { readonly kind: 'monthly'; readonly anchor: MonthlyAnchor; readonly length: number }
  | { readonly kind: 'listed'; readonly shifts: ListedShifts; readonly length: number }
);

interface MonthlyAnchor {
  readonly month: number;
  readonly dayOfMonth: number;
  readonly time: number;
}

interface ListedShifts {
  readonly time: number;
  /** The day number of shift 0. */
  readonly firstDay: number;
  /** By weekday: is it listed, and how many listed days lie before it in the week. */
  readonly listed: readonly boolean[];
  readonly before: readonly number[];
  readonly perWeek: number;
}

export function compileRotation(rotation: Rotation, zone: Zone): Turns {
  const start = parseLocal(rotation.start);
  const members = rotation.members.map(sorted);
  const common = { start, members };
  const { unit, length, days } = rotation;
  if (unit === 'month') {
    return { ...common, kind: 'monthly', anchor: monthlyAnchor(rotation, start), length };
  }
  const anchor = steadyAnchor(rotation, start);
  if (days === undefined) return { ...common, kind: 'steady', anchor, length: length * MINUTES[unit] };
  const shifts = listedShifts(anchor, new Set(days.map(weekdayIndex)), readBy(zone, instantOf(zone, start)));
  return { ...common, kind: 'listed', shifts, length };
}

/** Sorted by UTF-16 code units, each once; the order that the format asks for. Most sets are of one. */
export function sorted(users: readonly string[]): readonly string[] {
  return users.length < 2 ? users : [...new Set(users)].sort();
}

/** The turn at the local minute `local`, as read off the wall by `readBy`. */
export function turnAt(turns: Turns, local: number): Turn {
  const { start } = turns;
  if (local < start) return { number: null, since: -Infinity, until: start };
  const turn = turnFromAnchor(turns, local);
  // S3: nobody before the start, so the first turn is shortened when the anchor is earlier.
  return turn.since < start ? { ...turn, since: start } : turn;
}

/** Index in the ring of the member of a turn, or null when the ring is empty. */
export function memberOf(turns: Turns, turn: number): number | null {
  return turns.members.length === 0 ? null : turn % turns.members.length;
}

function turnFromAnchor(turns: Turns, local: number): Turn {
  if (turns.kind === 'steady') {
    const number = Math.floor((local - turns.anchor) / turns.length);
    const since = turns.anchor + number * turns.length;
    return { number, since, until: since + turns.length };
  }
  if (turns.kind === 'monthly') return monthlyTurn(turns.anchor, turns.length, local);
  return listedTurn(turns.shifts, turns.length, local);
}

function monthlyTurn(anchor: MonthlyAnchor, length: number, local: number): Turn {
  const boundary = (number: number) => monthlyHandoff(anchor, anchor.month + number * length);
  let number = Math.floor((monthOfDay(dayOf(local)) - anchor.month) / length);
  if (boundary(number) > local) number -= 1;
  return { number, since: boundary(number), until: boundary(number + 1) };
}

function monthlyHandoff(anchor: MonthlyAnchor, month: number): number {
  return dayInMonth(month, anchor.dayOfMonth) * MINUTES_PER_DAY + anchor.time;
}

/** S4: each listed date carries one shift, from the anchor's time of day to the same time of the next date. */
function listedTurn(shifts: ListedShifts, length: number, local: number): Turn {
  const day = Math.floor((local - shifts.time) / MINUTES_PER_DAY);
  const since = day * MINUTES_PER_DAY + shifts.time;
  const until = since + MINUTES_PER_DAY;
  if (shifts.perWeek === 0) return { number: null, since, until: Infinity };
  if (day < shifts.firstDay || !shifts.listed[weekdayOfDay(day)]) return { number: null, since, until };
  const shift = listedDaysUpTo(shifts, day) - listedDaysUpTo(shifts, shifts.firstDay);
  return { number: Math.floor(shift / length), since, until };
}

/** How many listed days lie before `day`, counted from some fixed Monday. */
function listedDaysUpTo(shifts: ListedShifts, day: number): number {
  const weekday = weekdayOfDay(day);
  return ((day - weekday + 3) / 7) * shifts.perWeek + (shifts.before[weekday] ?? 0);
}

/** `startRead` is what the wall has shown by the first instant of the rotation. */
function listedShifts(anchor: number, days: ReadonlySet<number>, startRead: number): ListedShifts {
  const listed = [0, 1, 2, 3, 4, 5, 6].map((day) => days.has(day));
  const before = listed.map((_, day) => listed.slice(0, day).filter(Boolean).length);
  const time = anchor - dayOf(anchor) * MINUTES_PER_DAY;
  // Shift 0 is the first listed one that ends after inst(start). Ends after: its end has not been read yet.
  let firstDay = Math.max(dayOf(anchor), Math.floor((startRead - time) / MINUTES_PER_DAY));
  while (days.size > 0 && !listed[weekdayOfDay(firstDay)]) firstDay += 1;
  return { time, firstDay, listed, before, perWeek: days.size };
}

/** The anchor of S3: the latest handoff moment at or before the start. */
function steadyAnchor(rotation: Rotation, start: number): number {
  const { handoff } = rotation;
  if (handoff === undefined) return start;
  const time = parseTime(handoff.time);
  if (handoff.weekday === undefined) return latest(start, time, MINUTES_PER_DAY);
  // Local minute 0 is a Thursday, three days after a Monday.
  const phase = (weekdayIndex(handoff.weekday) - 3) * MINUTES_PER_DAY + time;
  return latest(start, phase, MINUTES_PER_WEEK);
}

/** The latest point phase + n * period that is not after `limit`. */
function latest(limit: number, phase: number, period: number): number {
  return phase + Math.floor((limit - phase) / period) * period;
}

function monthlyAnchor(rotation: Rotation, start: number): MonthlyAnchor {
  const day = dayOf(start);
  const month = monthOfDay(day);
  const { handoff } = rotation;
  if (handoff?.monthDay === undefined) {
    const time = handoff ? parseTime(handoff.time) : start - day * MINUTES_PER_DAY;
    return { month, dayOfMonth: day - dayInMonth(month, 1) + 1, time };
  }
  const anchor = { month, dayOfMonth: handoff.monthDay, time: parseTime(handoff.time) };
  return monthlyHandoff(anchor, month) <= start ? anchor : { ...anchor, month: month - 1 };
}
