import { type getLoad, type RotaLoad, usualNight } from '@muster/contract/measure/load';
import type { z } from 'zod';
import { allPeople, findService, membersOf } from '../../catalog/index.ts';
import { callsBetween, rotasBetween, rotasOf, workBetween } from '../../oncall/index.ts';
import { type Actor, actorName } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { earlierOf } from '../../platform/instants.ts';
import { Refusal } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { type Happened, loadOfRota, type Rota, spansOf } from './model.ts';
import { type RestDue, restsBegun } from './nights.ts';
import { nightRules } from './store.ts';

type Answer = z.output<(typeof getLoad)['answer']>;

/** Four weeks, as people plan them; and no more than a year, which is all that one answer can hold. */
const usualDays = 28;
const mostDays = 366;

/** The longest rest that may be asked for, so that the one after the last night is seen. */
const longestRestHours = 24;

const definition = [
  'Interruptions are pages less than 15 minutes apart. Day weighs 1, evening (from 18) 2, night 4, a weekend 1 more, in the zone of the person; night is from 22 to 7 unless a rule of the rota or its team says otherwise.',
  'The ratio is the share of weighted interruptions by the share of hours; over 1.5 is overload. Evenness is 1 - Gini per hour on call.',
  'Rest in a disturbed night is the longest time without a page; the rest after it is kept when nothing rings for the person for 11 hours from its last page, or as the rule says.',
  'Hours worked are from acknowledging a page of one’s own until it is over, at most four each, while on call. Turns taken and given are those that one person took over from another. Past hours follow the rota as it is defined now.',
].join(' ');

/** The load of each rota between two instants. Of a team's rota, others than its people find only themselves. */
export async function loadView(
  db: Query,
  actor: Actor,
  asked: {
    from?: string | undefined;
    until?: string | undefined;
    schedule?: string | undefined;
    service?: string | undefined;
    now: Temporal.Instant;
  },
): Promise<Answer> {
  const until = asked.until === undefined ? asked.now : Temporal.Instant.from(asked.until);
  const from =
    asked.from === undefined ? until.subtract({ hours: 24 * usualDays }) : Temporal.Instant.from(asked.from);
  refuseSpan(from, until);
  const known = await rotasBetween(db, from, until);
  const called = asked.service === undefined ? null : await rotasCalledFor(db, asked.service);
  const rotas = known
    .filter(({ schedule }) => asked.schedule === undefined || schedule === asked.schedule)
    .filter(({ schedule }) => called === null || called.includes(schedule));
  const happened = await happenedBetween(db, known, { from, until, now: asked.now });
  const nightOf = nightsBy(await nightRules(db));
  const teams = await membersOf(
    db,
    rotas.flatMap(({ team }) => team ?? []),
  );
  const loads = rotas.map((rota) => {
    const load = loadOfRota(rota, nightOf(rota), happened);
    const seesAll = looksAfter(actor, rota.team === null ? null : (teams.get(rota.team) ?? []));
    return seesAll ? load : onlyOwn(load, actorName(actor));
  });
  const even = loads.flatMap(({ evenness }) => evenness ?? []);
  return {
    from: wireTime(from),
    until: wireTime(until),
    value: even.length === 0 ? null : even.reduce((sum, one) => sum + one, 0) / even.length,
    n: even.length,
    rotas: loads,
    definition,
  };
}

async function rotasCalledFor(db: Query, service: string): Promise<string[]> {
  const policy = (await findService(db, service))?.paging.policy;
  return policy ? rotasOf(db, policy) : [];
}

/** Who rests now after a night that is over. */
export async function restsDue(db: Query, now: Temporal.Instant): Promise<RestDue[]> {
  const from = now.subtract({ hours: longestRestHours * 2 });
  const rotas = await rotasBetween(db, from, now);
  const happened = await happenedBetween(db, rotas, { from, until: now, now });
  const nightOf = nightsBy(await nightRules(db));
  return rotas.flatMap((rota) => {
    const night = nightOf(rota);
    return loadOfRota(rota, night, happened).people.flatMap(({ person, nights }) =>
      restsBegun(nights, { zone: happened.zoneOf(person), night }, now).map((rest) => ({ ...rest, person })),
    );
  });
}

/** Of people others than oneself nothing is told, not even which limits they are over. */
function onlyOwn(load: RotaLoad, me: string): RotaLoad {
  return {
    ...load,
    review: load.review.filter(({ people }) => people.length === 0),
    people: load.people.filter(({ person }) => person === me),
  };
}

async function happenedBetween(
  db: Query,
  rotas: readonly Rota[],
  { from, until, now }: { from: Temporal.Instant; until: Temporal.Instant; now: Temporal.Instant },
): Promise<Happened> {
  const zones = new Map((await allPeople(db)).map(({ name, timeZone }) => [name, timeZone]));
  const everybody = new Set(rotas.flatMap(({ segments }) => segments.flatMap(({ onCall }) => onCall)));
  return {
    span: { start: from, end: until },
    now,
    calls: await callsBetween(db, from, until.add({ hours: longestRestHours })),
    work: await workBetween(db, from, earlierOf(now, until)),
    onCall: new Map([...everybody].map((person) => [person, rotas.flatMap((rota) => spansOf(rota, person))])),
    zoneOf: (person) => zones.get(person) ?? 'UTC',
  };
}

/** The rule of the schedule itself, else that of its team, else the usual one. */
function nightsBy(rules: Awaited<ReturnType<typeof nightRules>>) {
  return ({ schedule, team }: { schedule: string; team: string | null }): RotaLoad['night'] => {
    const own = rules.find((one) => one.schedule === schedule);
    const shared = rules.find((one) => one.team !== null && one.team === team);
    const { from, until, restHours } = own ?? shared ?? usualNight;
    return { from, until, restHours, of: own ? 'schedule' : shared ? 'team' : 'all' };
  };
}

function refuseSpan(from: Temporal.Instant, until: Temporal.Instant): void {
  const days = from.until(until).total('hours') / 24;
  if (days > 0 && days <= mostDays) return;
  throw new Refusal('invalid', `A span ends after its start and lasts at most ${mostDays} days.`, [
    { pointer: '/until', message: `must be after the start, by at most ${mostDays} days` },
  ]);
}

/** `members` of the team that the rota belongs to; null when it belongs to nobody, so to every responder. */
function looksAfter(actor: Actor, members: readonly string[] | null): boolean {
  const access = 'access' in actor ? actor.access : null;
  if (access === 'admin') return true;
  if (access !== 'responder') return false;
  return members === null || (actor.kind === 'person' && members.includes(actor.name));
}
