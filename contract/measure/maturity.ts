/**
 * How we work (practice.md R49, R70): practices in five areas, each with its figure of this and the last quarter, so that
 * an organisation sees what to take up next. It tells of no person and compares no teams.
 */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { instant } from '../platform/wire.ts';
import { readinessKinds } from './readiness.ts';

export const practiceNames = [
  'machine-first',
  'noticed-soon',
  'answered-soon',
  'declared-soon',
  'held',
  'rehearsed',
  'told-inside',
  'told-outside',
  'noticed-outside',
  'reported-soon',
  'runbooks',
  'done-in-time',
  'checked',
  'sessions',
] as const;
export type PracticeName = (typeof practiceNames)[number];

/** held: at its aim. short: below it. untold: too little happened to tell. */
export const standings = ['held', 'short', 'untold'] as const;
export type Standing = (typeof standings)[number];

export const practiceFigure = z.object({
  /** From 0 to 1, or how many; null where too little happened. */
  value: z.number().nullable(),
  /** Of so many; null where it is a count. */
  n: z.int().nullable(),
  standing: z.enum(standings),
});
export type PracticeFigure = z.infer<typeof practiceFigure>;

export const practice = z.object({
  name: z.enum(practiceNames),
  area: z.enum(readinessKinds),
  /** A share, or a number of times in a quarter. */
  unit: z.enum(['share', 'count']),
  aim: z.number(),
  now: practiceFigure,
  before: practiceFigure,
});
export type Practice = z.infer<typeof practice>;

const score = z.object({ held: z.int(), told: z.int() });

export const practiceCheck = z.object({
  /** Calendar quarters in UTC; the current one as far as it has come. */
  quarter: z.object({ from: instant, until: instant, before: instant }),
  practices: z.array(practice),
  /** At their aim, of those that can be told. */
  score: z.object({ now: score, before: score }),
  /** At most three, the largest gap with the most effect first. */
  steps: z.array(z.enum(practiceNames)),
});
export type PracticeCheck = z.infer<typeof practiceCheck>;

export const getPractice = endpoint('GET /api/v1/practice', {
  who: 'reader',
  area: 'incidents',
  summary:
    'How the organisation works, practice by practice, in this and the last quarter, and what to take up next.',
  answer: practiceCheck,
});
