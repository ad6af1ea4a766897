/**
 * Wall-clock time as whole minutes ("local minutes": minutes since 1970-01-01T00:00 read off the wall,
 * as if there were no zones), and the one rule that joins it to instants (S2):
 *
 *     instantOf(L) = the earliest instant at which the wall clock reads L or later
 *
 * Its mirror image is `readBy(t)`: the latest local minute that the wall clock has shown at or before t.
 * For every local time L, instantOf(L) <= t exactly when L <= readBy(t). So whoever asks "who, at t?"
 * converts t once and then compares plain numbers; days that repeat or skip an hour need no further care.
 *
 * The changes of a zone's clock are listed once per zone and kept. That is a memo of a constant table,
 * not state: the answers never depend on it.
 */
import type { Weekday } from '@muster/contract/oncall/definition';
import { WEEKDAYS } from '@muster/contract/oncall/definition';

export const MINUTES_PER_DAY = 1_440;
export const MINUTES_PER_WEEK = 10_080;

const MS_PER_MINUTE = 60_000;
/** No zone is, or was, further than this from UTC, and no change of a clock was larger. */
const FURTHEST = 26 * 60 * MS_PER_MINUTE;
const MARGIN = 5 * 366 * MINUTES_PER_DAY * MS_PER_MINUTE;

/** The clock of one zone: from `starts[i]` (epoch ms) on, it is `offsets[i]` ms ahead of UTC. */
export interface Zone {
  readonly name: string;
  starts: number[];
  offsets: number[];
  knownFrom: number;
  knownUntil: number;
}

const zones = new Map<string, Zone>();

/** The clock of an IANA zone. Throws a RangeError when the runtime knows no such zone. */
export function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known) return known;
  // An unknown name must fail here, where the name is known, and not at the first use.
  Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
  const zone: Zone = { name, starts: [], offsets: [], knownFrom: 0, knownUntil: 0 };
  zones.set(name, zone);
  return zone;
}

/** The earliest instant (epoch ms) at which the wall clock of the zone reads `local` or later (S2). */
export function instantOf(zone: Zone, local: number): number {
  const wall = local * MS_PER_MINUTE;
  know(zone, wall - FURTHEST, wall + FURTHEST);
  const { starts, offsets } = zone;
  let i = pieceAt(zone, wall - FURTHEST);
  // Within a piece the wall reads `wall` at wall - offset; if the piece is over by then, the next may do.
  while (wall - at(offsets, i) >= (starts[i + 1] ?? Number.POSITIVE_INFINITY)) i += 1;
  return Math.max(at(starts, i), wall - at(offsets, i));
}

/** The latest local minute that the wall clock of the zone has shown at or before `t` (epoch ms). */
export function readBy(zone: Zone, t: number): number {
  know(zone, t - FURTHEST, t);
  const { starts, offsets } = zone;
  let i = pieceAt(zone, t);
  let wall = t + at(offsets, i);
  // A clock that was put back has shown later times before; their end itself it has not shown.
  for (; i > 0 && at(starts, i) > t - FURTHEST; i -= 1) {
    wall = Math.max(wall, at(starts, i) + at(offsets, i - 1) - 1);
  }
  return Math.floor(wall / MS_PER_MINUTE);
}

/** "2024-03-25T09:00" as a local minute. The text must have passed the contract's schema. */
export function parseLocal(text: string): number {
  const days = daysTo(Number(text.slice(0, 4)), Number(text.slice(5, 7)) - 1, Number(text.slice(8, 10)));
  return days * MINUTES_PER_DAY + parseTime(text.slice(11));
}

/** "09:00" as minutes since midnight. */
export function parseTime(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayIndex(weekday: Weekday): number {
  return WEEKDAYS.indexOf(weekday);
}

/** Weekday of a day number (days since 1970-01-01, a Thursday). */
export function weekdayOfDay(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

export function dayOf(local: number): number {
  return Math.floor(local / MINUTES_PER_DAY);
}

/** Months since January of the year 0, for a day number. */
export function monthOfDay(day: number): number {
  // The days are counted in 400-year eras of years that begin on 1 March, so that leap days come last.
  const z = day + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  return (era * 400 + yearOfEra) * 12 + Math.floor((5 * dayOfYear + 2) / 153) + 2;
}

/** Day number of a day of a month (as counted by `monthOfDay`); past its end, the last day of that month. */
export function dayInMonth(month: number, dayOfMonth: number): number {
  const first = daysTo(Math.floor(month / 12), month % 12, 1);
  const next = month + 1;
  const length = daysTo(Math.floor(next / 12), next % 12, 1) - first;
  return first + Math.min(dayOfMonth, length) - 1;
}

/**
 * What `Temporal.Instant.prototype.toString` gives. A long answer prints millions of whole minutes, and
 * this is ten times as fast for them; everything else is left to Temporal.
 */
export function instantText(epochMs: number): string {
  const minutes = epochMs / MS_PER_MINUTE;
  const month = monthOfDay(dayOf(minutes));
  const year = Math.floor(month / 12);
  if (!Number.isInteger(minutes) || year < 1_000 || year > 9_999) {
    return Temporal.Instant.fromEpochMilliseconds(epochMs).toString();
  }
  const day = dayOf(minutes);
  const minute = minutes - day * MINUTES_PER_DAY;
  const date = `${year}-${two((month % 12) + 1)}-${two(day - dayInMonth(month, 1) + 1)}`;
  return `${date}T${two(Math.floor(minute / 60))}:${two(minute % 60)}:00Z`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

/** Days from 1970-01-01; `month` counts from 0. */
function daysTo(year: number, month: number, day: number): number {
  const y = month < 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 10) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Index of the piece that holds `t`; `t` lies in the known span. */
function pieceAt(zone: Zone, t: number): number {
  const { starts } = zone;
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (at(starts, middle) <= t) low = middle;
    else high = middle;
  }
  return low;
}

/** Lists the changes of the clock from `from` to `until` (epoch ms), with years to spare. */
function know(zone: Zone, from: number, until: number): void {
  if (zone.starts.length > 0 && from >= zone.knownFrom && until <= zone.knownUntil) return;
  const blank = zone.starts.length === 0;
  zone.knownFrom = blank ? from - MARGIN : Math.min(zone.knownFrom, from - MARGIN);
  zone.knownUntil = blank ? until + MARGIN : Math.max(zone.knownUntil, until + MARGIN);
  let moment = Temporal.Instant.fromEpochMilliseconds(zone.knownFrom).toZonedDateTimeISO(zone.name);
  zone.starts = [zone.knownFrom];
  zone.offsets = [moment.offsetNanoseconds / 1e6];
  for (;;) {
    const next = moment.getTimeZoneTransition('next');
    if (next === null || next.epochMilliseconds > zone.knownUntil) return;
    moment = next;
    const offset = moment.offsetNanoseconds / 1e6;
    if (offset === zone.offsets.at(-1)) continue;
    zone.starts.push(moment.epochMilliseconds);
    zone.offsets.push(offset);
  }
}

function at(list: readonly number[], index: number): number {
  const value = list[index];
  if (value === undefined) throw new Error(`no piece ${index} among ${list.length}`);
  return value;
}
