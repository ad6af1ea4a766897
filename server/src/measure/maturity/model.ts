/**
 * Which practices are looked at, what is held for good, and what to take up next (practice.md R49). The aims are our own
 * and the same for everybody; `effect` is how much sooner or less an incident hurts when the practice holds, from 1 to 3.
 */
import type {
  Practice,
  PracticeCheck,
  PracticeFigure,
  PracticeName,
  Standing,
} from '@muster/contract/measure/maturity';
import type { ReadinessKind } from '@muster/contract/measure/readiness';

/** Of so many, so many did; a count has no whole. */
export interface Counted {
  part: number;
  n: number | null;
}
export type Counts = Readonly<Record<PracticeName, Counted>>;

interface Definition {
  area: ReadinessKind;
  aim: number;
  effect: 1 | 2 | 3;
}

/** Below this many a share says nothing. */
const fewest = 5;
const mostSteps = 3;

export const definitions: Readonly<Record<PracticeName, Definition>> = {
  'machine-first': { area: 'see', aim: 0.75, effect: 2 },
  'noticed-soon': { area: 'see', aim: 0.75, effect: 3 },
  'answered-soon': { area: 'act', aim: 0.9, effect: 3 },
  'declared-soon': { area: 'act', aim: 0.8, effect: 3 },
  held: { area: 'organise', aim: 0.95, effect: 2 },
  rehearsed: { area: 'organise', aim: 3, effect: 2 },
  'told-inside': { area: 'communicate', aim: 0.9, effect: 2 },
  'told-outside': { area: 'communicate', aim: 0.9, effect: 3 },
  'noticed-outside': { area: 'communicate', aim: 0.8, effect: 2 },
  'reported-soon': { area: 'follow-up', aim: 0.8, effect: 2 },
  runbooks: { area: 'follow-up', aim: 0.8, effect: 1 },
  'done-in-time': { area: 'follow-up', aim: 0.8, effect: 3 },
  checked: { area: 'follow-up', aim: 0.6, effect: 2 },
  sessions: { area: 'follow-up', aim: 3, effect: 1 },
};

export interface Quarter {
  from: Temporal.Instant;
  until: Temporal.Instant;
}

/** The quarter in which `now` lies, as far as it has come, and the one before; both of the calendar in UTC. */
export function quartersAt(now: Temporal.Instant): { now: Quarter; before: Quarter } {
  const day = now.toZonedDateTimeISO('UTC');
  const first = day.with({ month: day.month - ((day.month - 1) % 3), day: 1 }).startOfDay();
  const from = first.toInstant();
  return {
    now: { from, until: now },
    before: { from: first.subtract({ months: 3 }).toInstant(), until: from },
  };
}

/** What is shown of both quarters. `elapsed` is how much of the current one is over: a count is held against that part. */
export function checkOf(
  { now, before }: { now: Counts; before: Counts },
  elapsed: number,
): Omit<PracticeCheck, 'quarter'> {
  const practices = Object.entries(definitions).map(([key, { area, aim }]): Practice => {
    const name = nameOf(key);
    return {
      name,
      area,
      aim,
      unit: now[name].n === null ? 'count' : 'share',
      now: figureOf(now[name], aim, elapsed),
      before: figureOf(before[name], aim, 1),
    };
  });
  return {
    practices,
    score: { now: scoreOf(practices, 'now'), before: scoreOf(practices, 'before') },
    steps: stepsOf(practices, elapsed),
  };
}

/** What `definitions` names. */
function nameOf(key: string): PracticeName {
  return key as PracticeName;
}

function figureOf({ part, n }: Counted, aim: number, elapsed: number): PracticeFigure {
  if (n === null) return { value: part, n, standing: standingOf(part, Math.floor(aim * elapsed)) };
  if (n < fewest) return { value: null, n, standing: 'untold' };
  return { value: part / n, n, standing: standingOf(part / n, aim) };
}

function standingOf(value: number, aim: number): Standing {
  return value >= aim ? 'held' : 'short';
}

function scoreOf(practices: readonly Practice[], of: 'now' | 'before'): { held: number; told: number } {
  const told = practices.filter((one) => one[of].standing !== 'untold');
  return { held: told.filter((one) => one[of].standing === 'held').length, told: told.length };
}

/** The largest gap with the most effect first; where two are alike, the order of the areas decides. */
function stepsOf(practices: readonly Practice[], elapsed: number): PracticeName[] {
  const gap = ({ name, now, aim, unit }: Practice) => {
    const wanted = unit === 'count' ? Math.max(1, aim * elapsed) : aim;
    return ((wanted - (now.value ?? wanted)) / wanted) * definitions[name].effect;
  };
  return practices
    .filter((one) => one.now.standing === 'short')
    .toSorted((a, b) => gap(b) - gap(a))
    .slice(0, mostSteps)
    .map((one) => one.name);
}
