/**
 * Follow-ups: work that is agreed after an incident. Without an owner, a date and something to show for it, it stays an
 * idea (R64). What is done has evidence, and is looked at again a month later: did it help?
 */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { eventKind } from '../platform/event.ts';
import { id, instant, line, listOf, listQuery, name } from '../platform/wire.ts';

export const followUpKinds = ['prevent', 'detect', 'mitigate', 'process', 'learn', 'investigate'] as const;
export type FollowUpKind = (typeof followUpKinds)[number];

export const followUpPriorities = ['high', 'normal', 'low'] as const;
export type FollowUpPriority = (typeof followUpPriorities)[number];

/** idea: nobody has promised it. open and started: somebody has. */
export const followUpStates = ['idea', 'open', 'started', 'done', 'cancelled'] as const;
export type FollowUpState = (typeof followUpStates)[number];

export const followUpEffects = ['effective', 'not-effective', 'unclear'] as const;
export type FollowUpEffect = (typeof followUpEffects)[number];

/** Whether something done is to be looked at again: not yet, now, too late to ask, answered. */
export const followUpChecks = ['waiting', 'asked', 'lapsed', 'answered'] as const;

/** A thing elsewhere that stands for it, such as an issue of a tracker. */
export const followUpLink = z.strictObject({
  kind: name,
  url: z.url({ protocol: /^https?$/ }).max(2_000),
  ref: line(200),
});
export type FollowUpLink = z.infer<typeof followUpLink>;

/**
 * Whether somebody has approved what has high priority, where the settings ask for it: needed while nobody has asked,
 * waiting for one of the approvers, given.
 */
export const followUpApproval = z.object({
  state: z.enum(['needed', 'waiting', 'given']),
  askedBy: z.string().nullable(),
  askedAt: instant.nullable(),
  by: z.string().nullable(),
  at: instant.nullable(),
  approvers: z.array(z.string()),
  /** Whoever asks is one of them. */
  mayApprove: z.boolean(),
});
export type FollowUpApproval = z.infer<typeof followUpApproval>;

const incidentName = z.object({ ref: z.string(), title: z.string() });

export const followUp = z.object({
  id,
  /** Such as `FU-12`, for talking about it. */
  ref: z.string(),
  title: z.string(),
  note: z.string(),
  /** What will be there when it is done. */
  deliverable: z.string(),
  kind: z.enum(followUpKinds).nullable(),
  priority: z.enum(followUpPriorities),
  state: z.enum(followUpStates),
  owner: z.string().nullable(),
  team: z.string().nullable(),
  services: z.array(z.string()),
  incident: incidentName.nullable(),
  retrospective: id.nullable(),
  factor: id.nullable(),
  links: z.array(followUpLink),
  dueOn: z.iso.date().nullable(),
  /** The date agreed first, and how often it was moved since. */
  firstDueOn: z.iso.date().nullable(),
  moves: z.int(),
  /** By when its priority asks for it; null where it asks for nothing. */
  objectiveOn: z.iso.date().nullable(),
  /** Its day is over where its owner lives, and it is not done. */
  isOverdue: z.boolean(),
  committedAt: instant.nullable(),
  approval: followUpApproval.nullable(),
  doneAt: instant.nullable(),
  evidence: z.string().nullable(),
  cancelledAt: instant.nullable(),
  cancelledWhy: z.string().nullable(),
  check: z.object({ state: z.enum(followUpChecks), from: instant, until: instant }).nullable(),
  effect: z
    .object({ outcome: z.enum(followUpEffects), note: z.string(), by: z.string(), at: instant })
    .nullable(),
  /** Incidents that came although it was done. */
  recurred: z.array(incidentName),
  createdBy: z.string(),
  createdAt: instant,
  changedAt: instant,
  version: z.string(),
});
export type FollowUp = z.infer<typeof followUp>;

/** What became of one, the oldest first. `detail` holds each field with what it was and what it became. */
export const followUpTurn = z.object({
  seq: z.int(),
  at: instant,
  by: z.string(),
  act: z.enum(['noted', 'changed', 'moved', 'asked', 'turned', 'checked', 'recurred']),
  detail: z.record(z.string(), z.unknown()),
});
export type FollowUpTurn = z.infer<typeof followUpTurn>;
export const followUpWithHistory = followUp.extend({ history: z.array(followUpTurn) });

const text = (max: number) => z.string().trim().max(max);
const fields = {
  title: line(200),
  note: text(5_000).optional(),
  deliverable: text(2_000).optional(),
  kind: z.enum(followUpKinds).nullable().optional(),
  priority: z.enum(followUpPriorities).optional(),
  owner: name.nullable().optional(),
  team: name.nullable().optional(),
  services: z.array(name).max(100).optional(),
  retrospective: id.nullable().optional(),
  factor: id.nullable().optional(),
  links: z.array(followUpLink).max(20).optional(),
  dueOn: z.iso.date().nullable().optional(),
};

/** `promise` promises it at once, and refuses what would only be an idea; without it, it is promised where nothing is missing. */
export const followUpBody = z.strictObject({
  ...fields,
  /** Reference or id. */
  incident: z.string().min(1).max(64).nullable().optional(),
  promise: z.boolean().optional(),
});
export type FollowUpBody = z.input<typeof followUpBody>;

/** A promised date moves with a reason only. */
export const followUpChange = z.strictObject({
  ...fields,
  title: line(200).optional(),
  reason: line(1_000).optional(),
});
export type FollowUpChange = z.input<typeof followUpChange>;

/** done needs evidence, a link or words; cancelling, taking back and opening again need a reason. */
export const followUpTurning = z.strictObject({
  state: z.enum(followUpStates),
  evidence: text(2_000).optional(),
  reason: text(1_000).optional(),
});
export type FollowUpTurning = z.input<typeof followUpTurning>;

export const dueFilters = ['overdue', 'soon', 'check', 'approval'] as const;
export const followUpFilter = z.strictObject({
  ...listQuery,
  /** `active` is what somebody has promised and not yet done. */
  state: z.enum([...followUpStates, 'active']).optional(),
  owner: name.optional(),
  team: name.optional(),
  service: name.optional(),
  kind: z.enum(followUpKinds).optional(),
  priority: z.enum(followUpPriorities).optional(),
  incident: z.string().min(1).max(64).optional(),
  retrospective: id.optional(),
  /** `soon` within seven days; `check`: done, and to be looked at again; `approval`: waits to be approved. */
  due: z.enum(dueFilters).optional(),
  recurred: z.literal('true').optional(),
  q: z.string().max(200).optional(),
});

/** Weeks within which each priority asks to be done, and when owners are reminded. */
export const followUpSettings = z.strictObject({
  weeks: z.strictObject({
    high: z.int().min(1).max(104).nullable(),
    normal: z.int().min(1).max(104).nullable(),
    low: z.int().min(1).max(104).nullable(),
  }),
  remindDaysBefore: z.int().min(1).max(60),
  /** So long after its date the team's first person hears of it as well. */
  teamDaysAfter: z.int().min(1).max(60),
  /** When it is asked whether it helped. */
  checkAfterDays: z.int().min(30).max(90),
  /** One of these approves what has high priority before it counts as promised; empty where nobody has to. */
  approvers: z.array(name).max(20).default([]),
});
export type FollowUpSettings = z.infer<typeof followUpSettings>;

/** A team's promises. It tells of no person. */
export const teamFollowUps = z.object({
  team: z.string().nullable(),
  active: z.int(),
  overdue: z.int(),
  dueSoon: z.int(),
  /** How many of those that are open have had their date moved. */
  moved: z.int(),
  ideas: z.int(),
  oldestDueOn: z.iso.date().nullable(),
});
export type TeamFollowUps = z.infer<typeof teamFollowUps>;

const byRef = z.strictObject({ ref: z.string().min(1).max(64) });

export const listFollowUps = endpoint('GET /api/v1/follow-ups', {
  who: 'reader',
  area: 'incidents',
  summary: 'Follow-ups: what is due by its date, then the newest ideas, then what is over.',
  query: followUpFilter,
  answer: listOf(followUp),
});
export const getFollowUp = endpoint('GET /api/v1/follow-ups/{ref}', {
  who: 'reader',
  area: 'incidents',
  summary: 'One follow-up, by its reference or id, with everything that became of it.',
  params: byRef,
  answer: followUpWithHistory,
});
export const addFollowUp = endpoint('POST /api/v1/follow-ups', {
  who: 'responder',
  area: 'incidents',
  summary: 'Note a follow-up. Without owner, date, deliverable and kind it is an idea.',
  body: followUpBody,
  answer: followUpWithHistory,
  status: 201,
});
export const changeFollowUp = endpoint('PATCH /api/v1/follow-ups/{ref}', {
  who: 'responder',
  area: 'incidents',
  summary: 'Change what a follow-up says. A promised date moves with a reason, and moves are counted.',
  params: byRef,
  body: followUpChange,
  answer: followUpWithHistory,
});
export const turnFollowUp = endpoint('POST /api/v1/follow-ups/{ref}/state', {
  who: 'responder',
  area: 'incidents',
  summary:
    'Promise it (which asks for approval where that is wanted), begin it, finish it with evidence, cancel it with a reason, or open it again.',
  params: byRef,
  body: followUpTurning,
  answer: followUpWithHistory,
});
export const checkFollowUp = endpoint('POST /api/v1/follow-ups/{ref}/check', {
  who: 'responder',
  area: 'incidents',
  summary: 'Say whether it helped, a month or more after it was done.',
  params: byRef,
  body: z.strictObject({ outcome: z.enum(followUpEffects), note: text(2_000).optional() }),
  answer: followUpWithHistory,
});
export const noteRecurrence = endpoint('POST /api/v1/follow-ups/{ref}/recurrences', {
  who: 'responder',
  area: 'incidents',
  summary: 'Put on record that an incident came although this was done.',
  params: byRef,
  body: z.strictObject({ incident: z.string().min(1).max(64) }),
  answer: followUpWithHistory,
});
export const myFollowUps = endpoint('GET /api/v1/me/follow-ups', {
  who: 'signedIn',
  area: 'incidents',
  summary:
    'What I have promised, by its date, what my teams are asked about, and what waits for my approval.',
  answer: z.object({
    items: z.array(followUp),
    checks: z.array(followUp),
    approvals: z.array(followUp),
  }),
});
export const reportFollowUps = endpoint('GET /api/v1/follow-up-report', {
  who: 'reader',
  area: 'incidents',
  summary: 'What each team has open and overdue. It names no person.',
  answer: z.object({ items: z.array(teamFollowUps) }),
});
export const getFollowUpSettings = endpoint('GET /api/v1/follow-up-settings', {
  who: 'reader',
  area: 'incidents',
  summary: 'By when each priority asks to be done, and when people are reminded.',
  answer: followUpSettings,
});
export const putFollowUpSettings = endpoint('PUT /api/v1/follow-up-settings', {
  who: 'admin',
  area: 'incidents',
  summary: 'Change by when each priority asks to be done, and when people are reminded.',
  body: followUpSettings,
  answer: followUpSettings,
});

/** A follow-up was noted, changed, turned or checked. The subject is its id. */
export const followUpChanged = eventKind<{
  followUp: string;
  incident: string | null;
  state: FollowUpState;
}>('learn.followUpChanged');
