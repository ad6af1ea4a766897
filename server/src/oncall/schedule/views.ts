import type { Override, Schedule } from '@muster/contract/oncall/definition';
import type { override, scheduleItem, segment } from '@muster/contract/oncall/schedules';
import type { z } from 'zod';
import { peopleWhoLeft, versionOf, whenPeopleLeft } from '../../catalog/index.ts';
import { fromCursor, pageOf } from '../../platform/cursor.ts';
import { type Query, sql } from '../../platform/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { type Made, rulesOf, tellTemporary, withMade } from '../temporary/model.ts';
import { temporaryList } from '../temporary/views.ts';
import { explainAt } from './explanation.ts';
import { type CalledSlot, called } from './leavers.ts';
import { onCallAt, resolve } from './model.ts';
import { peopleOf } from './people.ts';
import { type Told, tellExplanation } from './sentences.ts';
import {
  findSchedule as findStored,
  loadSchedules,
  loadWithMade,
  owningTeams,
  scheduleNames,
  toFileItem,
} from './store.ts';

type Item = z.output<typeof scheduleItem>;
type OverrideItem = z.output<typeof override>;
type Segment = z.output<typeof segment>;

/** How far ahead the end of a shift is looked for. */
const lookAheadDays = 14;
const longestDays = 400;
const longestPersonalDays = 100;

export async function scheduleList(
  db: Query,
  now: Temporal.Instant,
  asked: { limit: number; cursor?: string | undefined },
) {
  const after = fromCursor(asked.cursor, 1)?.[0] ?? '';
  const names = (await scheduleNames(db)).filter((name) => name > after).slice(0, asked.limit + 1);
  return pageOf(await itemsOf(db, names, now), asked.limit, (item) => [item.name]);
}

export async function onCallNow(db: Query, now: Temporal.Instant): Promise<{ items: Item[] }> {
  return { items: await itemsOf(db, await scheduleNames(db), now) };
}

export async function scheduleView(db: Query, name: string, now: Temporal.Instant) {
  const [item] = await itemsOf(db, [name], now);
  const stored = await findStored(db, name);
  if (!item || !stored) return undefined;
  return {
    ...item,
    version: versionOf(toFileItem(stored)),
    definition: { ...stored.definition },
    overrides: await overridesOf(db, name, now),
    temporary: await temporaryList(db, name, now),
  };
}

export async function onCallView(db: Query, name: string, at: Temporal.Instant) {
  const [stored] = await loadWithMade(db, [name], at);
  if (!stored) return undefined;
  const schedule = withMade(stored.definition, stored.made);
  const explained = explainAt(schedule, at);
  const leftAt = await whenPeopleLeft(db);
  const around = called(resolve(schedule, at, at.add({ hours: 24 * lookAheadDays })), leftAt).slice(0, 5);
  const gone = around[0]?.left ?? [];
  return {
    onCall: explained.onCall.filter((person) => !gone.includes(person)),
    shifts: around.map(toWire),
    why: [
      ...tellExplanation(explained, toldOf(stored.definition, stored.made, at)),
      ...gone.map((person) => `${person} has left and is not called.`),
    ],
  };
}

/** What people made stands behind the overrides of the definition, in the same order. */
function toldOf({ layers, overrides = [] }: Schedule, made: readonly Made[], at: Temporal.Instant): Told {
  const rules = made.flatMap((one) =>
    rulesOf(one).map((_, index) => ({
      by: nameOfMade(one),
      // Its layers are told once, before the first of its rules.
      before: one.temporary && index === 0 ? tellTemporary(one.temporary, at) : [],
    })),
  );
  return {
    layers: layers.map((layer) => layer.id),
    overrides: [...overrides.map(() => undefined), ...rules.map((one) => one.by)],
    before: [...overrides.map(() => []), ...rules.map((one) => one.before)],
  };
}

function nameOfMade({ by, at, temporary }: Made): string {
  const made = `made by ${by} at ${wireTime(Temporal.Instant.from(at))}`;
  return temporary ? `temporary schedule "${temporary.name}", ${made}` : made;
}

/** The final schedule; refuses a span that is empty, backwards or longer than 400 days. */
export async function shiftsView(db: Query, name: string, from: Temporal.Instant, until: Temporal.Instant) {
  const days = from.until(until).total({ unit: 'hours' }) / 24;
  if (days <= 0 || days > longestDays) {
    throw new Refusal('invalid', `Ask for more than nothing and at most ${longestDays} days.`, [
      { pointer: '/until', message: 'is not right' },
    ]);
  }
  const schedule = await findSchedule(db, name, from);
  return (
    schedule && { segments: called(resolve(schedule, from, until), await whenPeopleLeft(db)).map(toWire) }
  );
}

export async function previewView(
  db: Query,
  schedule: Schedule,
  { from, until, layers }: { from: Temporal.Instant; until: Temporal.Instant; layers: boolean },
) {
  const leftAt = await whenPeopleLeft(db);
  const found = (one: Schedule) => called(resolve(one, from, until), leftAt);
  const alone = () => schedule.layers.map((_, at) => found(aloneOf(schedule, at)));
  return { segments: found(schedule), ...(layers ? { layers: alone() } : {}) };
}

/** One layer as if it were the whole schedule: only the overrides of this layer apply to it. */
function aloneOf(schedule: Schedule, at: number): Schedule {
  const layers = schedule.layers.slice(at, at + 1);
  const own = layers[0]?.id;
  const overrides = (schedule.overrides ?? [])
    .filter((one) => own !== undefined && one.layers?.includes(own))
    .map((one) => ({ ...one, layers: own === undefined ? [] : [own] }));
  return { timeZone: schedule.timeZone, layers, overrides };
}

/**
 * When this person is on call between two instants, on every schedule; refuses a span that is empty, backwards or
 * longer than 100 days.
 */
export async function shiftsOfPerson(
  db: Query,
  person: string,
  { from, until }: { from: Temporal.Instant; until: Temporal.Instant },
) {
  const days = from.until(until).total({ unit: 'hours' }) / 24;
  if (days <= 0 || days > longestPersonalDays) {
    throw new Refusal('invalid', `Ask for more than nothing and at most ${longestPersonalDays} days.`, [
      { pointer: '/until', message: 'is not right' },
    ]);
  }
  const schedules = await loadSchedules(db, await scheduleNames(db), from);
  const leftAt = await whenPeopleLeft(db);
  const items = [...schedules]
    .filter(([, schedule]) => peopleOf(schedule).some((one) => one.person === person))
    .flatMap(([schedule, definition]) =>
      called(resolve(definition, from, until), leftAt)
        .filter((one) => one.onCall.includes(person))
        .map((one) => ({ schedule, ...toWire(one) })),
    );
  return { items: items.toSorted((a, b) => a.start.localeCompare(b.start)) };
}

/** Where nobody is on call in the coming days; somebody who has left is nobody. */
export async function gapsView(db: Query, now: Temporal.Instant, days: number) {
  const names = await scheduleNames(db);
  const schedules = await loadSchedules(db, names, now);
  const leftAt = await whenPeopleLeft(db);
  return [...schedules].flatMap(([schedule, definition]) =>
    called(resolve(definition, now, now.add({ hours: 24 * days })), leftAt)
      .filter((one) => one.onCall.length === 0)
      .map((one) => ({ schedule, ...toWire(one) }))
      .map(({ schedule: name, start, end }) => ({ schedule: name, start, end })),
  );
}

async function findSchedule(db: Query, name: string, since: Temporal.Instant): Promise<Schedule | undefined> {
  return (await loadSchedules(db, [name], since)).get(name);
}

async function itemsOf(db: Query, names: readonly string[], now: Temporal.Instant): Promise<Item[]> {
  const schedules = await loadSchedules(db, names, now);
  const left = await peopleWhoLeft(db);
  const teams = await owningTeams(db);
  return names.flatMap((name) => {
    const schedule = schedules.get(name);
    if (!schedule) return [];
    const item = { ...itemOf(name, schedule, now), team: teams.get(name) ?? null };
    const here = (people: string[]) => people.filter((person) => !left.has(person));
    return [{ ...item, onCall: here(item.onCall), next: here(item.next) }];
  });
}

function itemOf(name: string, schedule: Schedule, now: Temporal.Instant): Omit<Item, 'team'> {
  const ahead = resolve(schedule, now, now.add({ hours: 24 * lookAheadDays }));
  return {
    name,
    timeZone: schedule.timeZone,
    layers: schedule.layers.length,
    onCall: onCallAt(schedule, now),
    until: ahead.length > 1 && ahead[0] ? wireTime(Temporal.Instant.from(ahead[0].end)) : null,
    next: ahead[1]?.onCall ?? [],
  };
}

async function overridesOf(db: Query, schedule: string, now: Temporal.Instant): Promise<OverrideItem[]> {
  const rows = await db.many<{
    id: string;
    definition: Override;
    createdBy: string;
    createdAt: Temporal.Instant;
  }>(sql`
    select id, definition, created_by as "createdBy", created_at as "createdAt" from oncall.overrides
    where schedule = ${schedule} and ends_at > ${now} order by created_at, id`);
  return rows.map(({ definition, createdAt, ...row }) => ({
    ...row,
    ...definition,
    createdAt: wireTime(createdAt),
  }));
}

function toWire({ start, end, ...who }: CalledSlot): Segment {
  return {
    start: wireTime(Temporal.Instant.from(start)),
    end: wireTime(Temporal.Instant.from(end)),
    ...who,
  };
}

/** Who was on call on every schedule between two instants, the turns that changed hands, and whose it is. */
export async function rotasBetween(db: Query, from: Temporal.Instant, until: Temporal.Instant) {
  const schedules = await loadSchedules(db, await scheduleNames(db), from);
  const teams = await owningTeams(db);
  const leftAt = await whenPeopleLeft(db);
  return [...schedules].map(([schedule, definition]) => ({
    schedule,
    team: teams.get(schedule) ?? null,
    segments: called(resolve(definition, from, until), leftAt),
    swaps: swapsIn(definition, from, until),
  }));
}

/** Who took over from whom, for turns that begin between two instants. */
function swapsIn({ overrides = [] }: Schedule, from: Temporal.Instant, until: Temporal.Instant) {
  return overrides.flatMap((one) => {
    const start = Date.parse(one.start);
    const isInside = start >= from.epochMilliseconds && start < until.epochMilliseconds;
    return one.kind === 'replace' && isInside ? [{ from: one.user, to: one.with }] : [];
  });
}

/** The team of a schedule, null where it is nobody's; undefined when there is no such schedule. */
export async function teamOfSchedule(db: Query, name: string): Promise<string | null | undefined> {
  return (await findStored(db, name))?.team;
}
