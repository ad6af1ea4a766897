import type { DurationName, getDurations } from '@muster/contract/measure/measures';
import type { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { wrong } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { insiderName } from '../../respond/index.ts';
import { availability, betweenFailures } from './availability.ts';
import { definitions } from './definitions.ts';
import { compareMedians, distributionOf } from './distribution.ts';
import { ended } from './model.ts';
import { steadyRandom } from './steady-random.ts';
import {
  impactsIn,
  latestDurations,
  leftOut,
  promisesIn,
  resolvesIn,
  secondsIn,
  type Wanted,
  withoutDuration,
} from './store.ts';

type Answer = z.output<(typeof getDurations)['answer']>;
type Asked = z.output<(typeof getDurations)['params']> & z.output<(typeof getDurations)['query']>;

const usualDays = 90;
const mostDays = 3_660;
const mostValues = 5_000;

/** One measure over a period. Refuses a period that is empty or longer than ten years. */
export function measureView(db: Query, actor: Actor, asked: Asked, now: Temporal.Instant): Promise<Answer> {
  const wanted = wantedOf(asked, actor, now);
  const { name } = asked;
  if (name === 'availability') return availabilityView(db, wanted, now);
  if (name === 'tbf') return failuresView(db, wanted, now);
  if (name === 'cadence') return cadenceView(db, wanted);
  return name === 'reopen' ? reopenView(db, wanted) : durationView(db, name, wanted);
}

async function durationView(db: Query, name: DurationName, wanted: Wanted): Promise<Answer> {
  const length = wanted.from.until(wanted.until);
  const before = { ...wanted, from: wanted.from.subtract(length), until: wanted.from };
  const [dots, seconds, earlier, excluded] = await Promise.all([
    latestDurations(db, name, wanted, mostValues),
    secondsIn(db, name, wanted),
    secondsIn(db, name, before),
    withoutDuration(db, name, wanted),
  ]);
  return {
    values: dots.map(({ at, ...dot }) => ({ ...dot, at: wireTime(at) })),
    ...distributionOf(seconds),
    change: compareMedians(earlier, seconds, steadyRandom()),
    excluded,
    definition: definitions[name],
  };
}

async function availabilityView(db: Query, wanted: Wanted, now: Temporal.Instant): Promise<Answer> {
  const impacts = ended(await withServices(db, wanted), secondsAt(now));
  const { ratio, seconds, lostSeconds } = availability(impacts, periodOf(wanted, now));
  return {
    value: ratio,
    n: impacts.length,
    parts: { seconds, lostSeconds },
    excluded: await leftOut(db, wanted),
    definition: definitions.availability,
  };
}

async function failuresView(db: Query, wanted: Wanted, now: Temporal.Instant): Promise<Answer> {
  const impacts = ended(await withServices(db, wanted), secondsAt(now)).filter((one) => one.weight > 0);
  return {
    ...betweenFailures(impacts, periodOf(wanted, now)),
    excluded: await leftOut(db, wanted),
    definition: definitions.tbf,
  };
}

async function cadenceView(db: Query, wanted: Wanted): Promise<Answer> {
  const kept = await promisesIn(db, wanted);
  const due = kept.reduce((sum, one) => sum + one.due, 0);
  const met = kept.reduce((sum, one) => sum + one.met, 0);
  return {
    value: due === 0 ? null : met / due,
    n: due,
    parts: Object.fromEntries(
      kept.flatMap((one) => (one.due === 0 ? [] : [[one.audience, one.met / one.due]])),
    ),
    excluded: await leftOut(db, wanted),
    definition: definitions.cadence,
  };
}

async function reopenView(db: Query, wanted: Wanted): Promise<Answer> {
  const { resolved, reopened } = await resolvesIn(db, wanted);
  return {
    value: resolved === 0 ? null : reopened / resolved,
    n: resolved,
    parts: { reopened },
    excluded: await leftOut(db, wanted),
    definition: definitions.reopen,
  };
}

async function withServices(db: Query, wanted: Wanted) {
  return (await impactsIn(db, wanted)).map((one) => ({ ...one, services: [] }));
}

function wantedOf({ from, until, service, severity }: Asked, actor: Actor, now: Temporal.Instant): Wanted {
  const end = until === undefined ? now : Temporal.Instant.from(until);
  const start = from === undefined ? end.subtract({ hours: 24 * usualDays }) : Temporal.Instant.from(from);
  if (Temporal.Instant.compare(start, end) >= 0)
    throw wrong('/from', 'The period must begin before it ends.');
  if (start.until(end).total('hours') > 24 * mostDays)
    throw wrong('/from', 'A period has at most ten years.');
  return {
    from: start,
    until: end,
    service: service ?? null,
    severity: severity ?? null,
    me: insiderName(actor),
  };
}

/** The time to come is neither available nor lost. */
function periodOf({ from, until }: Wanted, now: Temporal.Instant) {
  const start = secondsAt(from);
  return { start, end: Math.max(start, Math.min(secondsAt(until), secondsAt(now))) };
}

function secondsAt(at: Temporal.Instant): number {
  return at.epochMilliseconds / 1_000;
}
