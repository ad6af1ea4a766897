/**
 * Retrospectives (practice.md 5; R7, R28, R84, R85, P22-P26): the report that people write together of what happened.
 * There is no field for a root cause: conditions stand among the factors, and what happened apart from what to do.
 */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { id, instant, line, listOf, listQuery, name } from '../platform/wire.ts';
import { byRef } from '../respond/incidents.ts';
import { lateEdit } from '../respond/state-parts.ts';
import { depths, suggestion } from './depth.ts';
import { factor } from './factors.ts';
import { figure } from './figures.ts';
import { retrospectiveStates } from './news.ts';
import { scorecardRow, toldAnswer } from './scorecard.ts';

export const retrospectiveKinds = ['incident', 'near-miss', 'success', 'drill'] as const;

/** A line of what the record told: an attempt, a decision, news, an effect of what was done. */
export const recordLine = z.object({
  at: instant,
  by: z.string(),
  mark: z.string(),
  text: z.string(),
  notes: z.array(z.string()),
});
export type RecordLine = z.infer<typeof recordLine>;

/** What the record told when the report was drafted. It is not edited: whoever differs says so beside it. */
export const draftedRecord = z.object({
  madeAt: instant,
  /** The number of the last event that it was drafted from; 0 without a record. */
  upTo: z.int(),
  /** Names and values, such as severity at its peak, services, how long, how many people. */
  facts: z.array(z.object({ name: z.string(), value: z.string() })),
  times: z.array(z.object({ name: z.string(), at: instant, source: z.string() })),
  severities: z.array(z.object({ severity: z.string(), minutes: z.int() })),
  impact: z.array(
    z.object({
      from: instant,
      until: instant.nullable(),
      level: z.string(),
      who: z.string(),
      count: z.int().nullable(),
    }),
  ),
  attempts: z.array(recordLine),
  decisions: z.array(recordLine),
  communication: z.array(recordLine),
  handoffs: z.array(recordLine),
  /** What our own measures did beside what was meant: attempts that made it worse, stop-gaps and what they left. */
  effects: z.array(recordLine),
  /** Noted for later while it went on (R88): ideas, nobody has committed to them. */
  later: z.array(recordLine),
  roles: z.array(
    z.object({ role: z.string(), person: z.string(), from: instant, until: instant.nullable() }),
  ),
  /** What it tells of how the response went; absent in records of before it was asked. */
  process: z.array(toldAnswer).optional(),
});
export type DraftedRecord = z.infer<typeof draftedRecord>;

/** Impact in numbers; "unknown" is an answer, and null says that nobody has looked yet. */
export const numberNames = ['users', 'requests', 'money', 'supportCases', 'dataLoss'] as const;
export const numbers = z.strictObject({
  users: z.string().trim().max(200).nullable(),
  requests: z.string().trim().max(200).nullable(),
  money: z.string().trim().max(200).nullable(),
  supportCases: z.string().trim().max(200).nullable(),
  dataLoss: z.string().trim().max(200).nullable(),
});

export const timelineRow = z.object({
  id,
  at: instant,
  text: z.string(),
  by: z.string(),
  mark: z.string(),
  /** The number of the event in the incident's record; null for what somebody added. */
  event: z.int().nullable(),
  /** An address or words; null together with `event` null says that it is a recollection. */
  evidence: z.string().nullable(),
  addedBy: z.string().nullable(),
});
export type TimelineRow = z.infer<typeof timelineRow>;

export const comment = z.object({
  id,
  kind: z.enum(['comment', 'praise']),
  /** The id of a row or a factor; empty for the whole. */
  about: z.string(),
  person: z.string().nullable(),
  /** Who leads whom it praises, and got the same letter. */
  lead: z.string().nullable(),
  text: z.string(),
  at: instant,
  by: z.string(),
});
export type Comment = z.infer<typeof comment>;

export const retrospectiveRow = z.object({
  id,
  /** The incident's reference; null where it stands alone. */
  ref: z.string().nullable(),
  kind: z.enum(retrospectiveKinds),
  title: z.string(),
  services: z.array(z.string()),
  private: z.boolean(),
  severity: z.string().nullable(),
  severityRank: z.int().nullable(),
  depth: z.enum(depths),
  state: z.enum(retrospectiveStates),
  owner: z.string().nullable(),
  meetingDueAt: instant.nullable(),
  publishDueAt: instant.nullable(),
  publishedAt: instant.nullable(),
  overdue: z.boolean(),
  createdAt: instant,
  updatedAt: instant,
});
export type RetrospectiveRow = z.infer<typeof retrospectiveRow>;

export const retrospective = retrospectiveRow.extend({
  incident: id.nullable(),
  reasons: z.array(z.string()),
  /** By which rules of the company it is due, in sentences (P24). */
  due: z.array(z.string()),
  /** Which signal would have seen it sooner (R97); empty while nobody has said. */
  signal: z.string(),
  facilitator: z.string().nullable(),
  noteTaker: z.string().nullable(),
  reviewer: z.string().nullable(),
  meetingAt: instant.nullable(),
  reviewedAt: instant.nullable(),
  reviewedBy: z.string().nullable(),
  publishedBy: z.string().nullable(),
  record: draftedRecord,
  /** What was changed in the incident's record after it was put away (practice.md 3.5), the latest last. */
  lateEdits: z.array(lateEdit),
  numbers,
  /** Numbers that can be looked for; of each name the one that counts. */
  figures: z.array(figure),
  scorecard: z.array(scorecardRow),
  timeline: z.array(timelineRow),
  factors: z.array(factor),
  comments: z.array(comment),
  /** Whoever has written in it: they do not review it. */
  authors: z.array(z.string()),
  /** Marks of the wording hints that somebody put aside. */
  dismissed: z.array(z.string()),
  version: z.int(),
});
export type Retrospective = z.infer<typeof retrospective>;

const change = z.strictObject({
  title: line(300).optional(),
  depth: z.enum(depths).optional(),
  owner: name.nullable().optional(),
  facilitator: name.nullable().optional(),
  noteTaker: name.nullable().optional(),
  reviewer: name.nullable().optional(),
  meetingAt: instant.nullable().optional(),
  numbers: numbers.partial().optional(),
  signal: z.string().trim().max(2_000).optional(),
});
export type RetrospectiveChange = z.infer<typeof change>;

export const getIncidentRetrospective = endpoint('GET /api/v1/incidents/{ref}/retrospective', {
  who: 'reader',
  area: 'incidents',
  summary: 'The retrospective of an incident; not found while nobody has begun it.',
  params: byRef,
  answer: retrospective,
});
export const putIncidentRetrospective = endpoint('PUT /api/v1/incidents/{ref}/retrospective', {
  who: 'responder',
  area: 'incidents',
  summary:
    'Begin the retrospective of an incident, drafted from its record, or change what it says about itself.',
  params: byRef,
  body: change,
  answer: retrospective,
});
export const suggestRetrospective = endpoint('GET /api/v1/incidents/{ref}/retrospective/suggestion', {
  who: 'reader',
  area: 'incidents',
  summary: 'How deep a retrospective of this incident may go, why, and until when.',
  params: byRef,
  query: z.strictObject({ asked: z.enum(['true', 'false']).optional() }),
  answer: suggestion,
});
export const listRetrospectives = endpoint('GET /api/v1/retrospectives', {
  who: 'reader',
  area: 'incidents',
  summary: 'Retrospectives, latest first. Those of private incidents appear to their members only.',
  query: z.strictObject({
    ...listQuery,
    state: z.enum([...retrospectiveStates, 'unpublished']).optional(),
    overdue: z.enum(['true', 'false']).optional(),
    service: z.string().max(64).optional(),
    q: z.string().max(200).optional(),
  }),
  answer: listOf(retrospectiveRow),
});
export const listMyRetrospectives = endpoint('GET /api/v1/me/retrospectives', {
  who: 'signedIn',
  area: 'incidents',
  summary: 'The retrospectives that wait for me: those I own until they are published, those I am to review.',
  answer: z.object({ items: z.array(retrospectiveRow.extend({ asked: z.enum(['write', 'review']) })) }),
});
export const addRetrospective = endpoint('POST /api/v1/retrospectives', {
  who: 'responder',
  area: 'incidents',
  summary: 'Begin one that is about no incident: a near miss, a success, a drill.',
  body: z.strictObject({
    title: line(300),
    kind: z.enum(['near-miss', 'success', 'drill']),
    services: z.array(name).max(50).default([]),
    depth: z.enum(depths).optional(),
  }),
  answer: retrospective,
  status: 201,
});

const byOwnId = z.strictObject({ id });
export const getRetrospective = endpoint('GET /api/v1/retrospectives/{id}', {
  who: 'reader',
  area: 'incidents',
  summary: 'One retrospective.',
  params: byOwnId,
  answer: retrospective,
});
export const changeRetrospective = endpoint('PATCH /api/v1/retrospectives/{id}', {
  who: 'responder',
  area: 'incidents',
  summary: 'Change what a retrospective says about itself: depth, who does what, impact in numbers.',
  params: byOwnId,
  body: change,
  answer: retrospective,
});
export const stepRetrospective = endpoint('POST /api/v1/retrospectives/{id}/steps', {
  who: 'responder',
  area: 'incidents',
  summary: 'Ask for review, find it good, publish it, or take it back to a draft.',
  params: byOwnId,
  body: z.strictObject({ to: z.enum(retrospectiveStates) }),
  answer: retrospective,
});
export const redraftRetrospective = endpoint('POST /api/v1/retrospectives/{id}/draft', {
  who: 'responder',
  area: 'incidents',
  summary: 'Take up what was put on record since it was drafted. What people wrote stays.',
  params: byOwnId,
  answer: retrospective,
});
export const retrospectiveDocument = endpoint('GET /api/v1/retrospectives/{id}/document', {
  who: 'reader',
  area: 'incidents',
  summary: 'What was written in it together, as Markdown and as plain text.',
  params: byOwnId,
  answer: z.object({ markdown: z.string(), text: z.string(), people: z.array(z.string()) }),
});
