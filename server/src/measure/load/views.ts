import type { getLoad } from '@muster/contract/measure/load';
import type { z } from 'zod';
import { allPeople, membersOf } from '../../catalog/index.ts';
import { callsBetween, rotasBetween } from '../../oncall/index.ts';
import { type Actor, actorName } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { loadOfRota } from './model.ts';

type Answer = z.output<(typeof getLoad)['answer']>;

/** Four weeks, as people plan them; and no more than a year, which is all that one answer can hold. */
const DAYS = 28;
const MOST_DAYS = 366;

const definition =
  'Interruptions are pages less than 15 minutes apart. Day weighs 1, evening (18-22) 2, night (22-7) 4, a weekend 1 more, in the zone of the person. The ratio is the share of weighted interruptions by the share of hours; over 1.5 is overload. Evenness is 1 - Gini per hour on call. Past hours follow the rota as it is defined now.';

/** The load of each rota between two instants. Of a team's rota, others than its people find only themselves. */
export async function loadView(
  db: Query,
  actor: Actor,
  asked: {
    from?: string | undefined;
    until?: string | undefined;
    schedule?: string | undefined;
    now: Temporal.Instant;
  },
): Promise<Answer> {
  const until = asked.until === undefined ? asked.now : Temporal.Instant.from(asked.until);
  const from =
    asked.from === undefined ? until.subtract({ hours: 24 * DAYS }) : Temporal.Instant.from(asked.from);
  refuseSpan(from, until);
  const rotas = (await rotasBetween(db, from, until)).filter(
    ({ schedule }) => asked.schedule === undefined || schedule === asked.schedule,
  );
  const calls = await callsBetween(db, from, until);
  const zones = new Map((await allPeople(db)).map(({ name, timeZone }) => [name, timeZone]));
  const teams = await membersOf(
    db,
    rotas.flatMap(({ team }) => team ?? []),
  );
  const loads = rotas.map(({ team, ...rota }) => {
    const load = loadOfRota(rota, calls, (person) => zones.get(person) ?? 'UTC');
    const seesAll = looksAfter(actor, team === null ? null : (teams.get(team) ?? []));
    return seesAll
      ? load
      : { ...load, people: load.people.filter(({ person }) => person === actorName(actor)) };
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

function refuseSpan(from: Temporal.Instant, until: Temporal.Instant): void {
  const days = from.until(until).total('hours') / 24;
  if (days > 0 && days <= MOST_DAYS) return;
  throw new Refusal('invalid', `A span ends after its start and lasts at most ${MOST_DAYS} days.`, [
    { pointer: '/until', message: `must be after the start, by at most ${MOST_DAYS} days` },
  ]);
}

/** `members` of the team that the rota belongs to; null when it belongs to nobody, so to every responder. */
function looksAfter(actor: Actor, members: readonly string[] | null): boolean {
  const access = 'access' in actor ? actor.access : null;
  if (access === 'admin') return true;
  if (access !== 'responder') return false;
  return members === null || (actor.kind === 'person' && members.includes(actor.name));
}
