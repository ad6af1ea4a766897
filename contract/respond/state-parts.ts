/** The parts that an incident is made of: who did what, who holds which role, who works on what, whom it hurts. */
import { z } from 'zod';
import { id, instant } from '../platform/wire.ts';

/** Who did something: a person, or what acts by itself. */
export const incidentActor = z.object({
  kind: z.enum(['person', 'rule', 'integration', 'drill', 'muster']),
  name: z.string(),
});
export type IncidentActor = z.infer<typeof incidentActor>;

/** How it was noticed first (R12). */
export const detectionSources = [
  'objective',
  'alert',
  'probe',
  'support',
  'customer',
  'staff',
  'third-party',
] as const;

/** One person in one role for one stretch of time; `until` null while it goes on. */
export const assignment = z.object({
  role: z.string(),
  person: z.string(),
  from: instant,
  until: instant.nullable(),
  how: z.enum(['claimed', 'assigned', 'handoff', 'declared']),
  by: incidentActor,
});
export type Assignment = z.infer<typeof assignment>;

export const handoffStates = ['offered', 'accepted', 'refused', 'withdrawn'] as const;
export const handoff = z.object({
  id,
  role: z.string(),
  /** Null when command was offered while nobody held it. */
  from: z.string().nullable(),
  to: z.string(),
  /** The ten points of practice.md 6.1, by their keys; a point left out has its reason in `missing`. */
  brief: z.record(z.string(), z.string()),
  missing: z.record(z.string(), z.string()),
  state: z.enum(handoffStates),
  offeredAt: instant,
  escalatedAt: instant.nullable(),
  endedAt: instant.nullable(),
  readBack: z.record(z.string(), z.string()).nullable(),
  reason: z.string().nullable(),
  /** The page that calls whom it was offered to. */
  page: id.nullable(),
});
export type Handoff = z.infer<typeof handoff>;

/** Somebody who works on it. `standing` says what for, while no task names them. */
export const responder = z.object({
  person: z.string(),
  joinedAt: instant,
  /** Since when they are here; null while they were asked and nothing was heard of them. */
  hereAt: instant.nullable(),
  releasedAt: instant.nullable(),
  /** The page that asked them to come. */
  page: id.nullable(),
  asked: z.string().nullable(),
});
export type Responder = z.infer<typeof responder>;

/** One thing that was changed after the record was put away, by its path, such as `times.impactStart`. */
export const lateChange = z.object({
  what: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type LateChange = z.infer<typeof lateChange>;
export const lateEdit = z.object({
  at: instant,
  by: incidentActor,
  reason: z.string(),
  changed: z.array(lateChange),
});
export type LateEdit = z.infer<typeof lateEdit>;

export const impactLevels = ['unknown', 'none', 'degraded', 'partial', 'major'] as const;
export const confidences = ['low', 'medium', 'high'] as const;
export const consequences = ['availability', 'latency', 'data', 'security', 'other'] as const;
export const impact = z.object({
  id,
  from: instant,
  until: instant.nullable(),
  level: z.enum(impactLevels),
  /** How much of it is lost, from 0 to 1, where that is not what the level means. */
  weight: z.number().optional(),
  /** Who is affected and how, in plain words. */
  who: z.string(),
  count: z.int().nullable(),
  confidence: z.enum(confidences),
  services: z.array(z.string()),
  consequences: z.array(z.enum(consequences)),
  statedAt: instant,
  by: incidentActor,
  revisions: z.int(),
});
export type Impact = z.infer<typeof impact>;

/** What holds for now: what it leaves broken, and until when it may stand (R60). `until` null where nobody said. */
export const stopGap = z.object({
  id,
  what: z.string(),
  residual: z.string(),
  until: instant.nullable(),
  setAt: instant,
  by: incidentActor,
  endedAt: instant.nullable(),
});
export type StopGap = z.infer<typeof stopGap>;

/** When a plan is looked at again: it still holds, or it is another one. */
export const planAnswers = ['kept', 'changed'] as const;

/** What came of watching: it held, or it is back. */
export const watchOutcomes = ['held', 'back'] as const;
/** An alert that fired again while it was watched; `of` is the group of alerts of before that is the same problem. */
export const watchRecurrence = z.object({
  alert: id,
  of: id,
  title: z.string(),
  service: z.string(),
  at: instant,
});
export const watch = z.object({
  from: instant,
  until: instant,
  by: incidentActor,
  recurrences: z.array(watchRecurrence),
  ended: z
    .object({ outcome: z.enum(watchOutcomes), reason: z.string(), at: instant, by: incidentActor })
    .nullable(),
});

export const taskStates = ['open', 'done', 'dropped'] as const;
export const task = z.object({
  id,
  text: z.string(),
  person: z.string().nullable(),
  /** Whether the person has said yes (P6). */
  accepted: z.boolean(),
  /** Until when; the time box. */
  dueAt: instant.nullable(),
  state: z.enum(taskStates),
  stream: id.nullable(),
  result: z.string().nullable(),
  addedAt: instant,
  by: incidentActor,
  endedAt: instant.nullable(),
});
export type Task = z.infer<typeof task>;

/** "I am changing X until 10:40": two people do not change one system at once (R76). */
export const claim = z.object({
  id,
  system: z.string(),
  person: z.string(),
  doing: z.string(),
  from: instant,
  until: instant,
  releasedAt: instant.nullable(),
  /** Who held the system already, and why it is changed all the same. */
  despite: z.object({ person: z.string(), reason: z.string() }).optional(),
});
export type Claim = z.infer<typeof claim>;

/** A part of the response with a lead who reports at a promised time (R27, P8: condition, actions, needs). */
export const workstream = z.object({
  id,
  title: z.string(),
  lead: z.string().nullable(),
  reportBy: instant.nullable(),
  everyMinutes: z.int().nullable(),
  report: z.object({ at: instant, condition: z.string(), actions: z.string(), needs: z.string() }).nullable(),
  openedAt: instant,
  closedAt: instant.nullable(),
});
export type Workstream = z.infer<typeof workstream>;
