import type { getAvailabilityMonths, Held, Months } from '@muster/contract/measure/availability';
import {
  type DurationName,
  durationNames,
  type getDurations,
  type PartName,
  partNames,
  type ShareName,
} from '@muster/contract/measure/measures';
import type { z } from 'zod';
import { allServices } from '../../catalog/index.ts';
import { maintenanceWindows } from '../../detect/index.ts';
import { followUpFacts } from '../../learn/index.ts';
import { toldGroups } from '../../oncall/index.ts';
import type { Actor } from '../../platform/actor.ts';
import { type Query, sql } from '../../platform/db.ts';
import { isBefore } from '../../platform/instants.ts';
import type { Span, Weighted } from '../../platform/intervals.ts';
import { wrong } from '../../platform/refusal.ts';
import { plannedAnew, type Sql } from '../../platform/sql.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { insiderName } from '../../respond/index.ts';
import { availability, betweenFailures, monthsBefore, zoneOf } from '../availability/model.ts';
import { ruleInForce } from '../availability/views.ts';
import { closureOf } from './closure.ts';
import { definitionOf, definitionUnder } from './definitions.ts';
import { compareMedians, compareShares, distributionOf } from './distribution.ts';
import { steadyRandom } from './steady-random.ts';
import {
  durationsIn,
  impactLevels,
  type LevelRow,
  type PartRow,
  pagesOfIncidents,
  promisesIn,
  type Reason,
  recurrencesIn,
  resolvedIn,
  resolvesIn,
  type ShareRows,
  seen,
  sourcesIn,
  statusesIn,
  visible,
  type Wanted,
} from './store.ts';

type Answer = z.output<(typeof getDurations)['answer']>;
type MonthsAsked = z.output<(typeof getAvailabilityMonths)['query']>;
type Asked = z.output<(typeof getDurations)['params']> & z.output<(typeof getDurations)['query']>;

const usualDays = 90;
const mostDays = 3_660;
const most = { dots: 5_000, flagged: 500 };
const mostCases = 200;
/** For each of them the others are looked up. */
const mostRecurrences = 50;

/** One measure over a period. Refuses a period that is empty or longer than ten years. */
export async function measureView(
  db: Query,
  actor: Actor,
  asked: Asked,
  now: Temporal.Instant,
): Promise<Answer> {
  const wanted = await wantedOf(db, asked, actor, now);
  const { name } = asked;
  const duration = durationNames.find((one) => one === name);
  if (duration) return durationView(db, duration, wanted);
  const part = partNames.find((one) => one === name);
  if (part) return partsView(db, part, wanted);
  if (name === 'availability') return availabilityView(db, wanted, { asked, now });
  return name === 'tbf' ? failuresView(db, wanted, now) : shares[asShare(name)](db, wanted, { actor, now });
}

async function durationView(db: Query, name: DurationName, wanted: Wanted): Promise<Answer> {
  const { now, before, dots, flagged, excluded } = await durationsIn(db, name, wanted, most);
  const seconds = numbersIn(now);
  return {
    values: dots,
    flagged,
    ...distributionOf(seconds),
    change: compareMedians(numbersIn(before), seconds, steadyRandom()),
    excluded,
    ...definitionOf(name),
  };
}

/** The store packs them. */
function numbersIn(packed: Buffer | null): Float64Array {
  if (packed === null) return new Float64Array();
  const { buffer, byteOffset, byteLength } = packed;
  const view = new DataView(buffer, byteOffset, byteLength);
  return Float64Array.from({ length: byteLength / 8 }, (_, i) => view.getFloat64(i * 8));
}

const machines: readonly string[] = ['alert', 'objective', 'probe'];

async function partsView(db: Query, name: PartName, wanted: Wanted): Promise<Answer> {
  const isTime = name === 'statuses';
  const rows = await (isTime ? statusesIn : sourcesIn)(db, wanted);
  const weight = (one: PartRow) => (isTime ? one.sum : one.incidents);
  // Of those of which nobody said how they came to be known, no share is told: they are left out, and counted.
  const told = rows.filter((one) => one.name !== '');
  const total = told.reduce((sum, one) => sum + weight(one), 0);
  const share = (one: PartRow) => (total === 0 ? 0 : weight(one) / total);
  const unknown = rows.flatMap((one) =>
    one.name === '' ? [{ reason: 'nobody said', n: one.incidents }] : [],
  );
  const machine = told.filter((one) => machines.includes(one.name)).reduce((sum, one) => sum + share(one), 0);
  return {
    n: isTime ? Math.max(0, ...told.map((one) => one.incidents)) : total,
    value: isTime || total === 0 ? null : machine,
    parts: told.map((one) => ({
      name: one.name,
      share: share(one),
      incidents: one.incidents,
      ...distributionOf(numbersIn(one.seconds)),
    })),
    excluded: [...unknown, ...(await leftOut(db, wanted, { by: 'over', isLive: isTime }))],
    ...definitionOf(name),
  };
}

async function availabilityView(
  db: Query,
  wanted: Wanted,
  { asked, now }: { asked: Asked; now: Temporal.Instant },
): Promise<Answer> {
  const rule = await ruleInForce(db);
  const levels = await impactLevels(db, wanted, { ...rule, now });
  const isShorter = (asked.maintenance ?? rule.maintenance) === 'left-out' && asked.service !== undefined;
  const { ratio, seconds, lostSeconds } = availability(
    levels.flatMap(spansIn),
    periodOf(wanted, now),
    isShorter ? await maintenanceOf(db, wanted) : [],
  );
  return {
    value: ratio,
    n: levels.reduce((sum, one) => sum + one.n, 0),
    parts: { seconds, lostSeconds },
    change: null,
    cases: [],
    excluded: await leftOut(db, wanted, { by: 'hurt' }),
    ...definitionUnder(rule, 'availability'),
  };
}

async function maintenanceOf(db: Query, wanted: Wanted): Promise<Span[]> {
  const windows = await maintenanceWindows(db, wanted.services ?? [], wanted);
  return windows.map(({ start, end }) => ({ start: secondsAt(start), end: secondsAt(end) }));
}

/** How available a service or the company was: the last 30 days, and month by month in its time zone. */
export async function availabilityMonths(
  db: Query,
  actor: Actor,
  { service, months: count, now }: MonthsAsked & { now: Temporal.Instant },
): Promise<Months> {
  const rule = await ruleInForce(db);
  const timeZone = zoneOf(rule, service ?? null);
  const months = monthsBefore(now, timeZone, count);
  const rolling = { start: secondsAt(now) - 30 * 86_400, end: secondsAt(now) };
  const first = Math.min(rolling.start, months.at(-1)?.start ?? rolling.start);
  const wanted: Wanted = {
    from: Temporal.Instant.fromEpochMilliseconds(Math.floor(first * 1_000)),
    until: now,
    severity: null,
    kind: null,
    services: service === undefined ? null : [service],
    me: insiderName(actor),
  };
  const levels = await impactLevels(db, wanted, { ...rule, now });
  const isShorter = rule.maintenance === 'left-out' && service !== undefined;
  const maintenance = isShorter ? await maintenanceOf(db, wanted) : [];
  const held = (span: Span) =>
    heldIn(levels, { start: span.start, end: Math.min(span.end, secondsAt(now)) }, maintenance);
  return {
    timeZone,
    rule,
    rolling: held(rolling),
    months: months.map(({ month, ...span }) => ({ month, ...held(span) })),
    excluded: await leftOut(db, wanted, { by: 'hurt' }),
    ...definitionUnder(rule, 'availability'),
  };
}

function heldIn(levels: readonly LevelRow[], period: Span, maintenance: readonly Span[]): Held {
  const { ratio, seconds, lostSeconds } = availability(levels.flatMap(spansIn), period, maintenance);
  const { failures } = betweenFailures(failing(levels), period);
  const at = (moment: number) => wireTime(Temporal.Instant.fromEpochMilliseconds(Math.round(moment * 1_000)));
  return {
    from: at(period.start),
    until: at(period.end),
    value: ratio,
    seconds,
    lostSeconds,
    failures,
  };
}

async function failuresView(db: Query, wanted: Wanted, now: Temporal.Instant): Promise<Answer> {
  const rule = await ruleInForce(db);
  const levels = await impactLevels(db, wanted, { ...rule, now });
  const { gaps, ...failures } = betweenFailures(failing(levels), periodOf(wanted, now));
  return {
    ...failures,
    between: distributionOf(gaps),
    excluded: await leftOut(db, wanted, { by: 'hurt' }),
    ...definitionUnder(rule, 'tbf'),
  };
}

/** What weighs nothing is no failure. */
function failing(levels: readonly LevelRow[]): Weighted[] {
  return levels.filter((one) => one.weight > 0).flatMap(spansIn);
}

function spansIn({ weight, spans }: { weight: number; spans: string }): Weighted[] {
  return spans.split(',').map((one) => {
    const [start = Number.NaN, end = Number.NaN] = one.split(' ').map(Number);
    return { start, end, weight };
  });
}

const shares: Readonly<Record<ShareName, (db: Query, wanted: Wanted, asking: Asking) => Promise<Answer>>> = {
  cadence: cadenceView,
  'follow-ups': followUpsView,
  reopen: async (db, wanted) => {
    const rows = await resolvesIn(db, wanted, mostCases);
    const excluded = await leftOut(db, wanted, { by: 'over' });
    return shareOf('reopen', { rows, parts: { reopened: rows.part }, excluded });
  },
  recurrence: async (db, wanted) => {
    const rows = await recurrencesIn(db, wanted, mostRecurrences);
    const excluded = await leftOut(db, wanted, { by: 'over' });
    return shareOf('recurrence', { rows, parts: { recurred: rows.part }, excluded });
  },
  actionability: actionabilityView,
};

interface Asking {
  actor: Actor;
  now: Temporal.Instant;
}

interface ShareGiven {
  rows: Omit<ShareRows, 'cases'> & { cases?: ShareRows['cases'] };
  parts: Record<string, number>;
  excluded: Answer['excluded'];
}

function shareOf(name: ShareName, { rows, parts, excluded }: ShareGiven): Answer {
  const { part, n, partBefore, nBefore, cases = [] } = rows;
  return {
    value: n === 0 ? null : part / n,
    n,
    parts,
    cases,
    change: compareShares({ part: partBefore, n: nBefore }, { part, n }, steadyRandom()),
    excluded,
    ...definitionOf(name),
  };
}

async function cadenceView(db: Query, wanted: Wanted): Promise<Answer> {
  const kept = await promisesIn(db, wanted);
  const sum = (of: (one: (typeof kept)[number]) => number) => kept.reduce((all, one) => all + of(one), 0);
  const rows = {
    part: sum((one) => one.met),
    n: sum((one) => one.due),
    partBefore: sum((one) => one.metBefore),
    nBefore: sum((one) => one.dueBefore),
  };
  const parts = Object.fromEntries(
    kept.flatMap((one) => (one.due === 0 ? [] : [[one.audience, one.met / one.due]])),
  );
  const excluded = await leftOut(db, wanted, { by: 'declared', isLive: true });
  return shareOf('cadence', { rows, parts, excluded });
}

/** Of what was due, what was done by its date; beside it what is open now: how much, how late, and for how long. */
async function followUpsView(db: Query, wanted: Wanted, asked: Asking): Promise<Answer> {
  const since = wanted.from.subtract(lengthOf(wanted));
  const [service, ...more] = wanted.services ?? [];
  const ofOne = service === undefined || more.length > 0 ? {} : { service };
  const facts = await followUpFacts(db, { from: since, until: wanted.until, ...ofOne }, asked);
  const ofServices = facts.filter(
    (one) => wanted.services === null || one.services.some((name) => wanted.services?.includes(name)),
  );
  const { now, before, parts, cancelled } = closureOf(ofServices, { ...wanted, now: asked.now });
  const rows = { part: now.part, n: now.n, partBefore: before.part, nBefore: before.n };
  const excluded = cancelled === 0 ? [] : [{ reason: 'cancelled', n: cancelled }];
  return shareOf('follow-ups', { rows, parts, excluded });
}

async function actionabilityView(db: Query, wanted: Wanted): Promise<Answer> {
  const before = { ...wanted, from: wanted.from.subtract(lengthOf(wanted)), until: wanted.from };
  const [now, earlier] = [await toldCounts(db, wanted), await toldCounts(db, before)];
  const { actionable: part, told: n, ...parts } = now;
  const rows = { part, n, partBefore: earlier.actionable, nBefore: earlier.told };
  return shareOf('actionability', { rows, parts, excluded: [] });
}

/** Groups of alerts have neither a severity nor a kind of incident, so that those filters leave them as they are. */
async function toldCounts(db: Query, wanted: Wanted) {
  const { told, acted, idle, noise } = await toldGroups(db, wanted);
  const linked = await pagesOfIncidents(db, idle, wanted);
  const isNoise = noise.filter((page) => !linked.has(page)).length;
  const actionable = acted + linked.size;
  return {
    told,
    actionable,
    acted,
    linked: linked.size,
    noise: isNoise,
    ignored: told - actionable - isNoise,
  };
}

/** What makes an incident one of the period: its declaration, its end, or what hurt in it. */
type Membership = 'declared' | 'over' | 'hurt';

/**
 * How many of the period count nowhere, by their reason; `isLive` where what was written down afterwards counts as
 * little.
 */
function leftOut(
  db: Query,
  wanted: Wanted,
  { by, isLive = false }: { by: Membership; isLive?: boolean },
): Promise<Reason[]> {
  const reason = sql`coalesce(i.excluded, case when ${isLive} and i.kind = 'retroactive' then 'retroactive' end)`;
  return db.many(
    plannedAnew(sql`
      select ${reason} as reason, count(*)::int as n from measure.incidents i
      where (i.excluded is not null or ${isLive} and i.kind = 'retroactive') and ${memberships[by](wanted)}
      group by 1 order by 1`),
  );
}

const memberships: Readonly<Record<Membership, (wanted: Wanted) => Sql>> = {
  declared: (wanted) =>
    sql`i.declared_at >= ${wanted.from} and i.declared_at < ${wanted.until} and ${visible(wanted)}`,
  over: (wanted) => resolvedIn(wanted),
  hurt: (wanted) => sql`${seen(wanted)} and exists (
    select from measure.impacts p where p.incident = i.incident and p.starts_at < ${wanted.until}
      and (p.ends_at is null or p.ends_at > ${wanted.from})
      and (${wanted.services}::text[] is null or p.services && ${wanted.services}::text[]))`,
};

async function wantedOf(db: Query, asked: Asked, actor: Actor, now: Temporal.Instant): Promise<Wanted> {
  const until = asked.until === undefined ? now : Temporal.Instant.from(asked.until);
  const from =
    asked.from === undefined ? until.subtract({ hours: 24 * usualDays }) : Temporal.Instant.from(asked.from);
  if (!isBefore(from, until)) throw wrong('/from', 'The period must begin before it ends.');
  if (from.until(until).total('hours') > 24 * mostDays)
    throw wrong('/from', 'A period has at most ten years.');
  const { severity = null, kind = null } = asked;
  return { from, until, severity, kind, services: await servicesOf(db, asked), me: insiderName(actor) };
}

/** Null for all. A team without a service, or one that there is not, has none. */
async function servicesOf(db: Query, { service, team }: Asked): Promise<string[] | null> {
  if (team === undefined) return service === undefined ? null : [service];
  const all = (await allServices(db)).filter((one) => one.team === team).map((one) => one.name);
  return service === undefined ? all : all.filter((one) => one === service);
}

/** The time to come is neither available nor lost. */
function periodOf({ from, until }: Wanted, now: Temporal.Instant) {
  const start = secondsAt(from);
  return { start, end: Math.max(start, Math.min(secondsAt(until), secondsAt(now))) };
}

function lengthOf({ from, until }: Wanted): Temporal.Duration {
  return from.until(until);
}

function secondsAt(at: Temporal.Instant): number {
  return at.epochMilliseconds / 1_000;
}

/** What is no duration, no part, no availability and no time between failures is a share. */
function asShare(name: Asked['name']): ShareName {
  return name as ShareName;
}
