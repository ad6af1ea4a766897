/** Pure: what a layer means, in sentences that somebody says who has never read a definition. */
import type { Layer, Rotation, Weekday, Window } from '@muster/contract/oncall/definition';
import { locale } from '../ui/duration.ts';

/** What this layer does, a sentence for each thing that matters. `zone` is the schedule's. */
export function sentencesOf(layer: Layer, zone: string): string[] {
  const said = [layer.rotation ? turns(layer.rotation) : always(layer.users ?? [])];
  if (layer.restrictions?.length) said.push(`Only ${list(layer.restrictions.map(windowOf))}.`);
  const { from, until } = layer;
  if (from && until) said.push(`It holds from ${dateTime(from)} until ${dateTime(until)}.`);
  else if (from) said.push(`It holds from ${dateTime(from)} on.`);
  else if (until) said.push(`It holds until ${dateTime(until)}.`);
  if (layer.timeZone && layer.timeZone !== zone) said.push(`Its times are those of ${layer.timeZone}.`);
  return said;
}

/** The name of a layer as people see it: its own, or its place counted from 1. */
export function nameOfLayer(layer: Layer, at: number): string {
  return layer.id ?? `Layer ${at + 1}`;
}

/** One window: `Monday to Friday 09:00–17:00`, `from Friday 17:00 until Monday 09:00`. */
export function windowOf(window: Window): string {
  if ('start' in window) {
    const { start, end } = window;
    return `from ${dayName(start.weekday)} ${start.time} until ${dayName(end.weekday)} ${end.time}`;
  }
  const { weekdays, from, to } = window;
  if (weekdays?.length === 0) return 'on no day at all';
  const days = weekdays === undefined ? 'every day' : daysOf(weekdays);
  if (from === to) return `${days}, the whole day from ${from}`;
  return `${days} ${from}–${to}${to < from ? ' of the next day' : ''}`;
}

export function dayName(day: Weekday): string {
  return names[day];
}

const names: Record<Weekday, string> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

function always(users: readonly string[]): string {
  if (users.length === 0) return 'Nobody is in it.';
  return users.length === 1
    ? `${users[0]} is always on call.`
    : `${list(users)} are always on call, together.`;
}

function turns(rotation: Rotation): string {
  const { members } = rotation;
  const begins = `Turns are counted from ${dateTime(rotation.start)}.`;
  if (members.length === 0) return 'Nobody takes turns in it.';
  const ring = members.map((turn) => (turn.length === 0 ? 'nobody' : turn.join(' + '))).join(', ');
  if (members.length === 1) return `It is always the turn of: ${ring}. ${begins}`;
  return `${rhythm(rotation)} it passes to the next: ${ring}. ${begins}`;
}

function rhythm({ unit, length, start, handoff, days }: Rotation): string {
  const time = handoff?.time ?? start.slice(11);
  if (unit === 'hour') return length === 1 ? 'Every hour' : `Every ${length} hours`;
  if (unit === 'day' && days) {
    const on = days.length === 0 ? 'no day' : daysOf(days);
    return length === 1 ? `On ${on} at ${time}` : `After every ${length} shifts (${on} carry one) at ${time}`;
  }
  if (unit === 'day') return length === 1 ? `Every day at ${time}` : `Every ${length} days at ${time}`;
  if (unit === 'week') {
    const day = handoff?.weekday ?? weekdayOf(start);
    const weeks = length === 1 ? `Every ${names[day]}` : `Every ${length} weeks, on ${names[day]}`;
    return `${weeks} at ${time}`;
  }
  const day = handoff?.monthDay ?? Number(start.slice(8, 10));
  const shorter = day > 28 ? ' (the last day of a shorter month)' : '';
  return `Every ${length === 1 ? 'month' : `${length} months`} on day ${day}${shorter} at ${time}`;
}

/** `Monday to Friday` for a run of days, else each by name. */
function daysOf(days: readonly Weekday[]): string {
  const week: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
  const held = week.filter((day) => days.includes(day));
  const [first, last] = [held[0], held.at(-1)];
  if (held.length === 7) return 'every day';
  if (!first || !last) return 'no day';
  const isRun = week.indexOf(last) - week.indexOf(first) === held.length - 1;
  if (isRun && held.length > 2) return `${names[first]} to ${names[last]}`;
  return list(held.map((day) => names[day]));
}

function weekdayOf(local: string): Weekday {
  const week: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
  return week[(dateOf(local)?.dayOfWeek ?? 1) - 1] ?? 'mon';
}

function dateTime(local: string): string {
  const style = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  const day = dateOf(local)?.toLocaleString(locale, style);
  return day ? `${day}, ${local.slice(11)}` : local;
}

/** Nothing while a date is still being typed. */
function dateOf(local: string): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from(local.slice(0, 10));
  } catch {
    return undefined;
  }
}

function list(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
