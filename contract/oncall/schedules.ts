import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { byName, id, instant, listOf, listQuery, name } from '../platform/wire.ts';
import { temporarySchedule } from './temporary-schedules.ts';

/** A slot of the rota as pages see it. `left` names those on it who have left and are not called; absent where none. */
export const segment = z.object({
  start: instant,
  end: instant,
  onCall: z.array(z.string()),
  left: z.array(z.string()).optional(),
});

/** A schedule with its definition in the conformance format; overrides in order of creation. */
export const scheduleItem = z.object({
  name: z.string(),
  /** The team whose members change it; null when it belongs to nobody. */
  team: z.string().nullable(),
  timeZone: z.string(),
  layers: z.number().int(),
  onCall: z.array(z.string()),
  /** When the set of people on call changes next, within two weeks; null if it does not. */
  until: instant.nullable(),
  /** Who is on call from then on; empty when nobody is, and when nothing changes. */
  next: z.array(z.string()),
});

export const override = z.object({
  id,
  kind: z.enum(['set', 'add', 'remove', 'replace']),
  start: instant,
  end: instant,
  users: z.array(z.string()).optional(),
  user: z.string().optional(),
  with: z.string().optional(),
  createdBy: z.string(),
  createdAt: instant,
});

export const listSchedules = endpoint('GET /api/v1/schedules', {
  who: 'signedIn',
  area: 'schedules',
  summary: 'Schedules with who is on call now.',
  query: z.strictObject(listQuery),
  answer: listOf(scheduleItem),
});
export const getSchedule = endpoint('GET /api/v1/schedules/{name}', {
  who: 'signedIn',
  area: 'schedules',
  summary: 'One schedule with its definition.',
  params: byName,
  answer: scheduleItem.extend({
    version: z.string(),
    definition: z.record(z.string(), z.unknown()),
    overrides: z.array(override),
    /** Other rotas that stand in for a while, those that are over left out. */
    temporary: z.array(temporarySchedule),
  }),
});
export const getOnCall = endpoint('GET /api/v1/schedules/{name}/on-call', {
  who: 'signedIn',
  area: 'schedules',
  summary: 'Who is on call at an instant, and why.',
  params: byName,
  query: z.strictObject({ at: instant.optional() }),
  answer: z.object({
    onCall: z.array(z.string()),
    shifts: z.array(segment),
    why: z.array(z.string()),
  }),
});
export const getShifts = endpoint('GET /api/v1/schedules/{name}/shifts', {
  who: 'signedIn',
  area: 'schedules',
  summary: 'The final schedule between two instants, gaps included; at most 400 days.',
  params: byName,
  query: z.strictObject({ from: instant, until: instant }),
  answer: z.object({ segments: z.array(segment) }),
});
export const getPersonShifts = endpoint('GET /api/v1/people/{name}/shifts', {
  who: 'signedIn',
  area: 'schedules',
  summary: 'When a person (or `me`) is on call between two instants, on every schedule; at most 100 days.',
  params: byName,
  query: z.strictObject({ from: instant, until: instant }),
  answer: z.object({ items: z.array(segment.extend({ schedule: z.string() })) }),
});
export const addOverride = endpoint('POST /api/v1/schedules/{name}/overrides', {
  who: 'responder',
  area: 'schedules',
  summary: 'Somebody takes a span in place of whoever it was.',
  params: byName,
  body: z.strictObject({ start: instant, end: instant, person: name, replaces: name.optional() }),
  answer: override,
  status: 201,
});
export const removeOverride = endpoint('DELETE /api/v1/schedules/{name}/overrides/{id}', {
  who: 'responder',
  area: 'schedules',
  summary: 'Take an override back.',
  params: z.strictObject({ name, id }),
});

export const listOnCall = endpoint('GET /api/v1/on-call', {
  who: 'signedIn',
  area: 'schedules',
  summary: 'Who is on call now on every schedule, and until when.',
  answer: z.object({ items: z.array(scheduleItem) }),
});
export const getCoverage = endpoint('GET /api/v1/on-call/coverage', {
  who: 'signedIn',
  area: 'schedules',
  summary:
    'What would go wrong: gaps, people without a usable contact method, policies that end with nobody.',
  query: z.strictObject({ days: z.coerce.number().int().min(1).max(90).default(14) }),
  answer: z.object({
    gaps: z.array(z.object({ schedule: z.string(), start: instant, end: instant })),
    unreachable: z.array(z.object({ person: z.string(), reason: z.string() })),
    policies: z.array(z.object({ policy: z.string(), reason: z.string() })),
    /** Who has left and is still named, by a schedule (and from when on, within 60 days) or by a policy. */
    left: z.array(
      z.object({
        person: z.string(),
        schedule: z.string().nullable(),
        policy: z.string().nullable(),
        from: instant.nullable(),
        /** Whether nobody else is on call in that slot. */
        empty: z.boolean(),
      }),
    ),
    /** What the audit of the next 60 days found and is not mended yet, the nearest first. */
    findings: z.array(
      z.object({
        kind: z.enum(['gap', 'unreachable', 'left', 'nobody', 'alone', 'away', 'unused', 'unknown', 'test']),
        /** The schedule, policy, service or person that it is about. */
        subject: z.string(),
        text: z.string(),
        /** Whose it is; null: the administrators'. */
        team: z.string().nullable(),
        firstAt: instant,
        /** When it begins to hurt; null where it hurts as soon as somebody is needed. */
        bitesAt: instant.nullable(),
        toldAt: instant.nullable(),
      }),
    ),
  }),
});

export const policyItem = z.object({
  name: z.string(),
  team: z.string().nullable(),
  repeat: z.number().int(),
  steps: z.number().int(),
  services: z.array(z.string()),
});
export const listPolicies = endpoint('GET /api/v1/policies', {
  who: 'signedIn',
  area: 'policies',
  summary: 'Escalation policies and the services that use them.',
  query: z.strictObject(listQuery),
  answer: listOf(policyItem),
});
export const getPolicy = endpoint('GET /api/v1/policies/{name}', {
  who: 'signedIn',
  area: 'policies',
  summary: 'One escalation policy with its definition in the conformance format.',
  params: byName,
  answer: policyItem.extend({
    version: z.string(),
    /** Open pages that follow it, in whatever state it was when they began. */
    running: z.number().int(),
    definition: z.record(z.string(), z.unknown()),
  }),
});
