/**
 * A second, slow implementation of S1 to S8 for one instant, written as the rules read: it walks from the
 * anchor, maps every boundary with Temporal's own zone arithmetic, and shares no code with the fast one; and random
 * schedules to try both on, most of them around a change of the clocks.
 */
import {
  type Layer,
  type Override,
  type Rotation,
  type Schedule,
  WEEKDAYS,
  type Window,
} from '@muster/contract/oncall/definition';
import fc from 'fast-check';
import { resolve } from '../../src/oncall/schedule/model.ts';

/** The instant at, or just before, one of the changes in the days after `moment`. */
export function nearBoundary(schedule: Schedule, moment: Temporal.Instant, pick: number): Temporal.Instant {
  const segments = resolve(schedule, moment, moment.add({ hours: 100 }));
  const start = segments[Math.floor(pick / 4) % segments.length]?.start;
  const boundary = start === undefined ? moment : Temporal.Instant.from(start);
  return pick % 4 === 1 ? boundary : boundary.subtract({ milliseconds: 1 });
}

/** Whom the schedule has at the instant, sorted by character code. */
export function oracle(schedule: Schedule, at: Temporal.Instant): string[] {
  const overrides = (schedule.overrides ?? []).filter(({ start, end }) => isIn(at, start, end));
  const layers = schedule.layers.map((layer, index) => {
    const scoped = overrides.filter((one) => layer.id !== undefined && one.layers?.includes(layer.id));
    const users = override(layerUsers(schedule, layer, at), scoped);
    return { level: layer.level ?? index, users };
  });
  const some = layers.filter(({ users }) => users.size > 0);
  const top = Math.max(...some.map(({ level }) => level));
  const stacked = new Set(some.filter(({ level }) => level === top).flatMap(({ users }) => [...users]));
  const unscoped = overrides.filter((one) => one.layers === undefined);
  return [...override(stacked, unscoped)].sort();
}

/** Another rota that stands in for a while. */
export interface StandIn {
  start: string;
  end: string;
  rota: Schedule;
  /** So many overrides of the schedule are older. */
  after: number;
}

/** The overrides of the schedule and its stand-ins, in order of creation. */
export function madeIn({ overrides = [] }: Schedule, standIns: readonly StandIn[]): (Override | StandIn)[] {
  return [...overrides, null].flatMap((one, index) => [
    ...standIns.filter(({ after }) => Math.min(after, overrides.length) === index),
    ...(one === null ? [] : [one]),
  ]);
}

/** Whom the schedule has at the instant: a stand-in says whom by its own rota, in its place among the overrides. */
export function oracleWith(schedule: Schedule, standIns: readonly StandIn[], at: Temporal.Instant): string[] {
  const overrides = madeIn(schedule, standIns).map((one): Override => {
    if ('kind' in one) return one;
    return { kind: 'set', start: one.start, end: one.end, users: oracle(one.rota, at) };
  });
  return oracle({ ...schedule, overrides }, at);
}

function override(users: ReadonlySet<string>, rules: readonly Override[]): Set<string> {
  let result = new Set(users);
  for (const rule of rules) {
    if (rule.kind === 'set') result = new Set(rule.users);
    else if (rule.kind === 'add') for (const user of rule.users) result.add(user);
    else if (rule.kind === 'remove') for (const user of rule.users) result.delete(user);
    else if (result.delete(rule.user)) result.add(rule.with);
  }
  return result;
}

function layerUsers(schedule: Schedule, layer: Layer, at: Temporal.Instant): Set<string> {
  const zone = layer.timeZone ?? schedule.timeZone;
  if (layer.from !== undefined && at.epochMilliseconds < inst(layer.from, zone)) return new Set();
  if (layer.until !== undefined && at.epochMilliseconds >= inst(layer.until, zone)) return new Set();
  const { restrictions = [], rotation } = layer;
  if (restrictions.length > 0 && !restrictions.some((window) => isOpen(window, zone, at))) return new Set();
  return new Set(rotation ? turnUsers(rotation, zone, at.epochMilliseconds) : layer.users);
}

function turnUsers(rotation: Rotation, zone: string, at: number): string[] {
  const { members, length, days, start } = rotation;
  if (members.length === 0 || at < inst(start, zone)) return [];
  const anchor = anchorOf(rotation);
  const boundary = (k: number) => inst(boundaryOf(rotation, anchor, k), zone);
  if (days === undefined) {
    let turn = 0;
    while (boundary(turn + 1) <= at) turn += 1;
    return members[turn % members.length] ?? [];
  }
  let shift = 0;
  for (let date = anchor; inst(date, zone) <= at; date = date.add({ days: 1 })) {
    if (!days.includes(weekdayOf(date))) continue;
    const end = inst(date.add({ days: 1 }), zone);
    if (end <= inst(start, zone)) continue;
    if (at < end) return members[Math.floor(shift / length) % members.length] ?? [];
    shift += 1;
  }
  return [];
}

function anchorOf({ unit, start, handoff }: Rotation): Temporal.PlainDateTime {
  const from = Temporal.PlainDateTime.from(start);
  if (handoff === undefined) return from;
  for (let day = from.toPlainDate(); ; day = day.subtract({ days: 1 })) {
    const moment = day.toPlainDateTime(handoff.time);
    if (Temporal.PlainDateTime.compare(moment, from) > 0) continue;
    if (unit === 'day') return moment;
    if (unit === 'week' && weekdayOf(moment) === handoff.weekday) return moment;
    if (unit === 'month' && day.day === Math.min(handoff.monthDay ?? 1, day.daysInMonth)) return moment;
  }
}

function boundaryOf(rotation: Rotation, anchor: Temporal.PlainDateTime, k: number): Temporal.PlainDateTime {
  const by = k * rotation.length;
  const moved = anchor.add({ [`${rotation.unit}s`]: by });
  const { monthDay } = rotation.handoff ?? {};
  return monthDay === undefined ? moved : moved.with({ day: Math.min(monthDay, moved.daysInMonth) });
}

function isOpen(window: Window, zone: string, at: Temporal.Instant): boolean {
  const today = at.toZonedDateTimeISO(zone).toPlainDate();
  // A span lasts a week at most; a skipped or repeated day moves a date by one.
  for (let back = -2; back <= 9; back += 1) {
    const date = today.subtract({ days: back });
    const span = openOn(window, date);
    if (span === null) continue;
    if (inst(span[0], zone) <= at.epochMilliseconds && at.epochMilliseconds < inst(span[1], zone))
      return true;
  }
  return false;
}

type Local = Temporal.PlainDateTime;

function openOn(window: Window, date: Temporal.PlainDate): [Local, Local] | null {
  if ('start' in window) {
    if (weekdayOf(date) !== window.start.weekday) return null;
    const open = date.toPlainDateTime(window.start.time);
    let close = date.toPlainDateTime(window.end.time);
    while (weekdayOf(close) !== window.end.weekday || Temporal.PlainDateTime.compare(close, open) <= 0) {
      close = close.add({ days: 1 });
    }
    return [open, close];
  }
  if (window.weekdays && !window.weekdays.includes(weekdayOf(date))) return null;
  const close = date.add({ days: window.to > window.from ? 0 : 1 });
  return [date.toPlainDateTime(window.from), close.toPlainDateTime(window.to)];
}

function weekdayOf(date: { dayOfWeek: number }): (typeof WEEKDAYS)[number] {
  return WEEKDAYS[date.dayOfWeek - 1] ?? 'mon';
}

export function isIn(at: Temporal.Instant, start: string, end: string): boolean {
  const from = Temporal.Instant.compare(Temporal.Instant.from(start), at) <= 0;
  return from && Temporal.Instant.compare(at, Temporal.Instant.from(end)) < 0;
}

const known = new Map<string, number>();

/** S2, with Temporal's own disambiguation: the first occurrence, or the first instant after the gap. */
function inst(local: Temporal.PlainDateTime | string, zone: string): number {
  const key = `${local} ${zone}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const wall = Temporal.PlainDateTime.from(local);
  const first = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const exists = first.toPlainDateTime().equals(wall);
  const moment = exists ? first : first.getTimeZoneTransition('next');
  if (moment === null) throw new Error(`${key}: no such time, and no gap after ${first}`);
  known.set(key, moment.epochMilliseconds);
  return moment.epochMilliseconds;
}

// Random schedules, near a change of the clocks of some zone.

const CHANGES: [zone: string, date: string][] = [
  ['UTC', '2024-03-01'],
  ['Asia/Kolkata', '2024-02-29'],
  ['Europe/Amsterdam', '2024-03-31'],
  ['Europe/Amsterdam', '2024-10-27'],
  ['America/Chicago', '2024-11-03'],
  ['Australia/Lord_Howe', '2024-04-07'],
  ['America/Sao_Paulo', '2018-11-04'],
  ['America/Havana', '2024-11-03'],
  ['Pacific/Apia', '2011-12-30'],
  ['Africa/Casablanca', '2024-03-10'],
  ['Antarctica/Troll', '2024-03-31'],
];

export function anyCase() {
  return fc.constantFrom(...CHANGES).chain(([timeZone, date]) => {
    const day = Temporal.PlainDate.from(date);
    const midnight = day.toZonedDateTime('UTC').toInstant();
    const change = day.subtract({ days: 2 }).toZonedDateTime(timeZone).getTimeZoneTransition('next');
    const moments = fc.oneof(
      minutesAround(midnight, 4_000),
      // A day that is skipped, or an hour that comes twice, must not be a matter of luck.
      minutesAround(change?.toInstant() ?? midnight, 90),
    );
    const zones = fc.constantFrom(timeZone, timeZone, 'UTC', 'America/New_York');
    return fc.record({
      schedule: fc
        .record(
          {
            timeZone: fc.constant(timeZone),
            layers: fc.array(anyLayer(day, zones), { maxLength: 3 }).map(withIds),
            overrides: fc.array(anyOverride(midnight), { maxLength: 3 }),
          },
          { requiredKeys: ['timeZone', 'layers', 'overrides'] },
        )
        .map(inScope),
      moment: moments,
      pick: fc.nat(200),
      standIns: fc.array(anyStandIn(midnight, timeZone, fc.array(anyLayer(day, zones), { maxLength: 2 })), {
        maxLength: 2,
      }),
    });
  });
}

function withIds(layers: Layer[]): Layer[] {
  return layers.map((layer, index) => ({ ...layer, id: `l${index}` }));
}

/** Scopes name layers that exist. */
function inScope(schedule: Schedule): Schedule {
  const ids = schedule.layers.map(({ id }) => id);
  const overrides = schedule.overrides?.map((one) =>
    one.layers ? { ...one, layers: one.layers.filter((id) => ids.includes(id)) } : one,
  );
  return { ...schedule, overrides };
}

const user = fc.constantFrom('a', 'b', 'c', 'd', 'E');
const users = fc.array(user, { maxLength: 3 });
const time = fc
  .tuple(fc.constantFrom('00', '01', '02', '03', '09', '23'), fc.constantFrom('00', '15', '30', '59'))
  .map(([hour, minute]) => `${hour}:${minute}`);
const weekday = fc.constantFrom(...WEEKDAYS);

function anyLayer(day: Temporal.PlainDate, zones: fc.Arbitrary<string>): fc.Arbitrary<Layer> {
  const options = {
    level: fc.constantFrom(0, 1),
    timeZone: zones,
    from: localNear(day, 2),
    restrictions: fc.array(anyWindow(), { maxLength: 3 }),
  };
  const turning = fc.record({ rotation: anyRotation(day), ...options }, { requiredKeys: ['rotation'] });
  const fixed = fc.record({ users, ...options }, { requiredKeys: ['users'] });
  return fc.oneof({ weight: 4, arbitrary: turning }, { weight: 1, arbitrary: fixed });
}

function anyRotation(day: Temporal.PlainDate): fc.Arbitrary<Rotation> {
  const members = fc.array(users, { maxLength: 4 });
  const rest = { start: localNear(day, 9), members };
  const short = fc.integer({ min: 1, max: 3 });
  const hour = fc.record({
    unit: fc.constant('hour' as const),
    length: fc.integer({ min: 1, max: 13 }),
    ...rest,
  });
  const daily = fc.record(
    {
      unit: fc.constant('day' as const),
      length: short,
      ...rest,
      handoff: fc.record({ time }),
      days: fc.uniqueArray(weekday),
    },
    { requiredKeys: ['unit', 'length', 'start', 'members'] },
  );
  const early = { members, start: localNear(day, 60) };
  const week = fc.record(
    { unit: fc.constant('week' as const), length: short, ...early, handoff: fc.record({ time, weekday }) },
    { requiredKeys: ['unit', 'length', 'start', 'members'] },
  );
  const monthDay = fc.constantFrom(1, 15, 28, 29, 30, 31);
  const month = fc.record(
    { unit: fc.constant('month' as const), length: short, ...early, handoff: fc.record({ time, monthDay }) },
    { requiredKeys: ['unit', 'length', 'start', 'members'] },
  );
  return fc.oneof(hour, daily, week, month);
}

function anyWindow(): fc.Arbitrary<Window> {
  const daily = fc.record(
    { weekdays: fc.uniqueArray(weekday), from: time, to: time },
    { requiredKeys: ['from', 'to'] },
  );
  const point = fc.record({ weekday, time });
  return fc.oneof(daily, fc.record({ start: point, end: point }));
}

function anyOverride(midnight: Temporal.Instant): fc.Arbitrary<Override> {
  const span = fc.tuple(minutesAround(midnight, 3_000), fc.integer({ min: 1, max: 3_000 }));
  const scope = fc.constantFrom<string[] | undefined>(undefined, ['l0'], ['l0', 'l1']);
  const kind = fc.constantFrom('set', 'add', 'remove', 'replace');
  return fc
    .tuple(span, scope, kind, users, user, user)
    .map(([[from, minutes], layers, does, some, one, other]) => {
      const span = { start: from.toString(), end: from.add({ minutes }).toString() };
      const common = layers ? { ...span, layers } : span;
      if (does === 'replace') return { kind: 'replace', ...common, user: one, with: other };
      return { kind: does === 'set' ? 'set' : does === 'add' ? 'add' : 'remove', ...common, users: some };
    });
}

function localNear(day: Temporal.PlainDate, days: number): fc.Arbitrary<string> {
  return fc
    .tuple(fc.integer({ min: -days, max: 2 }), time)
    .map(([offset, text]) => `${day.add({ days: offset })}T${text}`);
}

function anyStandIn(
  midnight: Temporal.Instant,
  timeZone: string,
  layers: fc.Arbitrary<Layer[]>,
): fc.Arbitrary<StandIn> {
  return fc
    .tuple(minutesAround(midnight, 3_000), fc.integer({ min: 1, max: 3_000 }), layers, fc.nat(3))
    .map(([from, minutes, some, after]) => ({
      start: from.toString(),
      end: from.add({ minutes }).toString(),
      rota: { timeZone, layers: withIds(some) },
      after,
    }));
}

function minutesAround(midnight: Temporal.Instant, span: number): fc.Arbitrary<Temporal.Instant> {
  return fc.integer({ min: -span, max: span }).map((minutes) => midnight.add({ minutes }));
}
