/**
 * A temporary schedule: for a span another rota stands in for the usual one of a schedule, and ends by itself. By the
 * rule at the end of S8 it is an empty `set` for the whole span and a `set` for each of its shifts, so whatever is made
 * later, such as cover, holds on top of it.
 */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { byName, id, instant, line, name } from '../platform/wire.ts';
import { type Override, type Schedule, scheduleSchema } from './definition.ts';

const segment = z.object({ start: instant, end: instant, onCall: z.array(z.string()) });

/** The rota that stands in, in the conformance format; overrides are made on the schedule, not in it. */
const rota = scheduleSchema.refine((one) => one.overrides === undefined, {
  error: 'a temporary schedule has no overrides of its own',
  path: ['overrides'],
});

export const temporarySchedule = z.object({
  id,
  name: z.string(),
  start: instant,
  end: instant,
  createdBy: z.string(),
  createdAt: instant,
  /** Whom its own rota has when, gaps included. */
  segments: z.array(segment),
  rota: z.record(z.string(), z.unknown()),
});
export type TemporarySchedule = z.infer<typeof temporarySchedule>;

const hours = z.object({ person: z.string(), before: z.number(), after: z.number() });
const held = z.array(z.string());

/** Between the start and the end of the temporary schedule: who holds it now, who would, and whose hours change. */
export const temporaryChange = z.object({
  segments: z.array(segment),
  spans: z.array(z.object({ start: instant, end: instant, before: held, after: held })),
  people: z.array(hours),
  gaps: z.object({ before: z.number(), after: z.number() }),
});

const body = z.strictObject({ name: line(80), start: instant, end: instant, rota });

export const addTemporary = endpoint('POST /api/v1/schedules/{name}/temporary', {
  who: 'responder',
  area: 'schedules',
  summary: 'For a span, another rota stands in for the usual one; what begins in the past begins now.',
  params: byName,
  body,
  answer: temporarySchedule,
  status: 201,
});
export const previewTemporary = endpoint('POST /api/v1/schedules/{name}/temporary/preview', {
  who: 'signedIn',
  area: 'schedules',
  isRead: true,
  summary: 'Who would gain and lose which hours by a temporary schedule; nothing is stored.',
  params: byName,
  body,
  answer: temporaryChange,
});
export const removeTemporary = endpoint('DELETE /api/v1/schedules/{name}/temporary/{id}', {
  who: 'responder',
  area: 'schedules',
  summary: 'Take a temporary schedule back; one that has begun ends now, and its past stays.',
  params: z.strictObject({ name, id }),
});

/** What the rules of overrides (S8) make of it: nobody for the whole span, then each of its shifts. */
export function standIns(
  span: { start: string; end: string },
  segments: readonly { start: string; end: string; onCall: readonly string[] }[],
): Override[] {
  const shifts = segments.filter((one) => one.onCall.length > 0);
  return [
    { kind: 'set', start: span.start, end: span.end, users: [] },
    ...shifts.map(({ start, end, onCall }): Override => ({ kind: 'set', start, end, users: [...onCall] })),
  ];
}

interface Made {
  id: string;
  createdAt: string;
}
type MadeOverride = Made & {
  kind: Override['kind'];
  start: string;
  end: string;
  users?: string[] | undefined;
  user?: string | undefined;
  with?: string | undefined;
};
type MadeTemporary = Made & Pick<TemporarySchedule, 'start' | 'end' | 'segments'>;

/** Whatever people have made on a schedule, as overrides of the format in order of creation. */
export function madeOverrides(schedule: {
  overrides: readonly MadeOverride[];
  temporary: readonly MadeTemporary[];
}): NonNullable<Schedule['overrides']> {
  const all = [
    ...schedule.overrides.map((one) => ({ made: one, rules: [asDefined(one)] })),
    ...schedule.temporary.map((one) => ({ made: one, rules: standIns(one, one.segments) })),
  ];
  const orderOf = ({ made }: { made: Made }) => `${made.createdAt} ${made.id}`;
  return all.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)).flatMap((one) => one.rules);
}

function asDefined({ kind, start, end, users = [], user = '', with: taker = '' }: MadeOverride): Override {
  return kind === 'replace' ? { kind, start, end, user, with: taker } : { kind, start, end, users };
}
