/**
 * Reads when somebody is away, or which days are holidays, out of the text of a calendar (RFC 5545). The text is a
 * stranger's: everything is bounded, and what cannot be read is left out. Of absences nothing is kept but their spans,
 * of holidays the name. Times without a zone, or with one that nobody knows, are by the given zone's clock.
 */
import { joined, partsWithin, type Span } from '../cover/span.ts';
import { type Budget, dayOf, daysOfRule } from './recurrence.ts';

const mostEvents = 5_000;
const mostSpans = 500;
const mostExcluded = 500;
/** Days of repeating events that are looked at for the whole calendar. */
const mostDays = 60_000;
const longestDays = 366;
const mostDaysKept = 1_000;
const longestName = 120;
const compare = Temporal.PlainDate.compare;

type Event = Map<string, { value: string; params: string }[]>;

interface Moment {
  local: Temporal.PlainDateTime;
  zone: string;
  isDay: boolean;
}

/**
 * The spans of all events within `window`, joined; or in words why there are none. Events that are cancelled are none,
 * and an event that moves one of a series takes its place.
 */
export function readTimeOff(
  text: string,
  window: Span,
  timeZone: string,
): { spans: Span[] } | { problem: string } {
  const read = occurrencesIn(text, window, timeZone);
  if ('problem' in read) return read;
  return { spans: joined(partsWithin(read.all, window)).slice(0, mostSpans) };
}

/**
 * The days of all events from `from` until `until`, both included, with what they are called, in order; or in words why
 * there are none. A day is the calendar's own, whatever the clocks of people say.
 */
export function readDays(
  text: string,
  { from, until }: { from: Temporal.PlainDate; until: Temporal.PlainDate },
): { days: Map<string, string> } | { problem: string } {
  const window = {
    start: from.toZonedDateTime('UTC').toInstant().subtract({ hours: 24 }),
    end: until.toZonedDateTime('UTC').toInstant().add({ hours: 48 }),
  };
  const read = occurrencesIn(text, window, 'UTC');
  if ('problem' in read) return read;
  const named = read.all
    .flatMap(({ first, last, name }) => daysBetween(first, last).map((day) => ({ day, name })))
    .filter(({ day }) => compare(day, from) >= 0 && compare(day, until) <= 0);
  const byDay = Map.groupBy(named, ({ day }) => day.toString());
  const days = [...byDay]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, mostDaysKept)
    .map(([day, all]): [string, string] => [
      day,
      [...new Set(all.map((one) => one.name))].join(', ').slice(0, longestName),
    ]);
  return { days: new Map(days) };
}

/** One time that an event happens: its span, and the days that it touches by its own clock. */
interface Occurrence extends Span {
  first: Temporal.PlainDate;
  last: Temporal.PlainDate;
  name: string;
}

function occurrencesIn(
  text: string,
  window: Span,
  timeZone: string,
): { all: Occurrence[] } | { problem: string } {
  if (!/^﻿?\s*BEGIN:VCALENDAR/i.test(text)) return { problem: 'There is no calendar at this address.' };
  const events = eventsIn(text);
  if (events.length > mostEvents) return { problem: `The calendar has more than ${mostEvents} events.` };
  const moved = Map.groupBy(
    events.filter((one) => one.has('RECURRENCE-ID')),
    (one) => textOf(one, 'UID'),
  );
  const budget = { days: mostDays };
  const all = events.flatMap((event) => {
    if (textOf(event, 'STATUS').toUpperCase() === 'CANCELLED') return [];
    const instead = event.has('RECURRENCE-ID') ? [] : (moved.get(textOf(event, 'UID')) ?? []);
    return timesOf(event, { instead, window, timeZone, budget });
  });
  return { all };
}

/** A public holiday of more than a month is none. */
function daysBetween(first: Temporal.PlainDate, last: Temporal.PlainDate): Temporal.PlainDate[] {
  const days = first.until(last).days;
  return days > 31 ? [] : Array.from({ length: days + 1 }, (_, at) => first.add({ days: at }));
}

/** As RFC 5545 writes text, as one line without what steers a terminal or the direction of writing. */
function nameOf(event: Event): string {
  return textOf(event, 'SUMMARY')
    .replace(/\\n/gi, ' ')
    .replace(/\\([\\,;])/g, '$1')
    .toWellFormed()
    .replace(/[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069\s]+/gu, ' ')
    .trim()
    .slice(0, longestName)
    .toWellFormed();
}

/** Lines that begin with a blank go on with the one before. What is nested in an event, such as an alarm, is left out. */
function eventsIn(text: string): Event[] {
  const events: Event[] = [];
  let event: Event | undefined;
  let nested = 0;
  for (const line of text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/)) {
    const [, key = '', params = '', value = ''] =
      /^([A-Za-z-]{1,40})((?:;[^:"]*(?:"[^"]*"[^:"]*)*)?):(.*)$/.exec(line.slice(0, 2_000)) ?? [];
    const name = key.toUpperCase();
    const what = value.trim().toUpperCase();
    if (opens.test(name) && what === 'VEVENT') {
      event = new Map();
      nested = 0;
      events.push(event);
      if (events.length > mostEvents) return events;
    } else if (closes.test(name) && what === 'VEVENT') event = undefined;
    else if (opens.test(name)) nested += 1;
    else if (closes.test(name)) nested -= 1;
    else if (event && nested === 0 && kept.has(name))
      event.set(name, [...(event.get(name) ?? []).slice(0, 50), { value: value.trim(), params }]);
  }
  return events;
}

const opens = /^BEGIN$/;
const closes = /^END$/;
const kept = new Set([
  'UID',
  'DTSTART',
  'DTEND',
  'DURATION',
  'RRULE',
  'EXDATE',
  'RECURRENCE-ID',
  'STATUS',
  'SUMMARY',
]);

function timesOf(
  event: Event,
  around: { instead: readonly Event[]; window: Span; timeZone: string; budget: Budget },
): Occurrence[] {
  try {
    return timesSafely(event, around);
  } catch {
    // Dates that do not exist and spans beyond all time are no absence.
    return [];
  }
}

function timesSafely(
  event: Event,
  { instead, window, timeZone, budget }: Parameters<typeof timesOf>[1],
): Occurrence[] {
  const start = momentOf(event, 'DTSTART', timeZone);
  if (!start) return [];
  const length = lengthOf(event, start, timeZone);
  const hours = length.total({ unit: 'hours', relativeTo: start.local });
  if (!(hours > 0) || hours > 24 * longestDays) return [];
  const name = nameOf(event);
  const timeOn = (day: Temporal.PlainDate): Occurrence => {
    const local = day.toPlainDateTime(start.local.toPlainTime());
    const end = local.add(length);
    const last = end.subtract({ nanoseconds: 1 }).toPlainDate();
    return { start: instantOf(local, start.zone), end: instantOf(end, start.zone), first: day, last, name };
  };
  const first = start.local.toPlainDate();
  const rule = textOf(event, 'RRULE');
  if (rule === '' || event.has('RECURRENCE-ID')) return [timeOn(first)];
  const dayAt = (at: Temporal.Instant) => at.toZonedDateTimeISO(start.zone).toPlainDate();
  const from = dayAt(window.start).subtract({ days: Math.ceil(hours / 24) });
  const days = daysOfRule(rule, first, { from, until: dayAt(window.end) }, budget) ?? [];
  if (days.length === 0) return [];
  const left = excludedDays(event, instead, { zone: start.zone, timeZone, budget });
  return days.filter((day) => !left.has(day.toString())).map(timeOn);
}

function lengthOf(event: Event, start: Moment, timeZone: string): Temporal.Duration {
  const end = momentOf(event, 'DTEND', timeZone);
  if (end) {
    const local = instantOf(end.local, end.zone).toZonedDateTimeISO(start.zone).toPlainDateTime();
    return start.local.until(local);
  }
  const duration = textOf(event, 'DURATION');
  if (duration) return Temporal.Duration.from(duration);
  return Temporal.Duration.from(start.isDay ? { days: 1 } : { hours: 0 });
}

/** Days of the series that are left out, or stand elsewhere, by the clock of its start. */
function excludedDays(
  event: Event,
  instead: readonly Event[],
  { zone, timeZone, budget }: { zone: string; timeZone: string; budget: Budget },
): Set<string> {
  const all = [
    ...(event.get('EXDATE') ?? []),
    ...instead.slice(0, mostExcluded).flatMap((one) => one.get('RECURRENCE-ID') ?? []),
  ].flatMap(({ value, params }) => value.split(',').map((one) => ({ value: one, params })));
  budget.days -= Math.min(all.length, mostExcluded);
  return new Set(
    all.slice(0, mostExcluded).flatMap((one) => {
      const moment = readMoment(one, timeZone);
      if (!moment) return [];
      if (moment.isDay) return [moment.local.toPlainDate().toString()];
      return [instantOf(moment.local, moment.zone).toZonedDateTimeISO(zone).toPlainDate().toString()];
    }),
  );
}

function momentOf(event: Event, name: string, timeZone: string): Moment | undefined {
  const [one] = event.get(name) ?? [];
  return one && readMoment(one, timeZone);
}

function readMoment(
  { value, params }: { value: string; params: string },
  timeZone: string,
): Moment | undefined {
  const day = dayOf(value);
  if (!day) return undefined;
  const [, hour, minute, second, utc] = /T(\d{2})(\d{2})(\d{2})(Z?)$/i.exec(value) ?? [];
  const [, named = ''] = /;TZID="?([^";:]+)"?/i.exec(params) ?? [];
  const zone = utc ? 'UTC' : knownZone(named, timeZone);
  if (hour === undefined) return { local: day.toPlainDateTime(), zone, isDay: true };
  const time = Temporal.PlainTime.from(`${hour}:${minute}:${second}`);
  return { local: day.toPlainDateTime(time), zone, isDay: false };
}

function knownZone(named: string, otherwise: string): string {
  // Offsets would be taken for zones as well; a calendar has names, such as Europe/Madrid.
  if (!/^[A-Za-z_]+\//.test(named)) return otherwise;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(named);
    return named;
  } catch {
    return otherwise;
  }
}

function instantOf(local: Temporal.PlainDateTime, zone: string): Temporal.Instant {
  return local.toZonedDateTime(zone).toInstant();
}

function textOf(event: Event, name: string): string {
  return event.get(name)?.[0]?.value ?? '';
}
