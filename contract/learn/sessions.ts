/**
 * Sessions (practice.md R66, P19-P21, 5.3): a group hears of recent reports, or talks about one that is still a draft, and
 * decides on follow-ups. They are open to everybody who works here, so reports of private incidents are on no agenda.
 */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { id, instant, line, listOf, listQuery, name } from '../platform/wire.ts';
import { followUpStates } from './followups.ts';
import { retrospectiveStates } from './news.ts';
import { agendaTime, idea, question, votes } from './session-parts.ts';

export const sessionStates = ['planned', 'held', 'cancelled'] as const;
export const outcomes = ['validated', 'changed', 'dropped'] as const;
export type Outcome = (typeof outcomes)[number];

export const agendaReport = z.object({
  id,
  ref: z.string().nullable(),
  title: z.string(),
  services: z.array(z.string()),
  state: z.enum(retrospectiveStates),
  owner: z.string().nullable(),
  publishedAt: instant.nullable(),
  /** Whoever acted in what it tells: they do not lead the session about it (P19). */
  tookPart: z.array(z.string()),
  /** Everybody whom it names, to be invited. */
  named: z.array(z.string()),
});
export type AgendaReport = z.infer<typeof agendaReport>;

export const agendaFollowUp = z.object({
  id,
  ref: z.string(),
  title: z.string(),
  state: z.enum(followUpStates),
  owner: z.string().nullable(),
  dueOn: z.string().nullable(),
  /** The report that it came from, of those on the agenda. */
  report: id.nullable(),
});
export type AgendaFollowUp = z.infer<typeof agendaFollowUp>;

/** Three answers or more, and never the step of one person: null before. */
export const poll = z.object({ answers: z.int(), differently: z.int(), again: z.int() });

export const sessionRow = z.object({
  id,
  title: z.string(),
  startsAt: instant,
  minutes: z.int(),
  place: z.string(),
  state: z.enum(sessionStates),
  organiser: z.string(),
  reports: z.int(),
  people: z.int(),
  attended: z.int(),
});
export type SessionRow = z.infer<typeof sessionRow>;

export const session = sessionRow.omit({ reports: true, people: true, attended: true }).extend({
  facilitator: z.string().nullable(),
  coFacilitator: z.string().nullable(),
  noteTaker: z.string().nullable(),
  notes: z.string(),
  /** `decides`: is of the small group that decides on ideas afterwards. */
  people: z.array(z.object({ person: z.string(), attended: z.boolean(), decides: z.boolean() })),
  reports: z.array(agendaReport.extend({ time: agendaTime })),
  followUps: z.array(
    agendaFollowUp.extend({
      outcome: z.enum(outcomes).nullable(),
      note: z.string(),
      decidedBy: z.string().nullable(),
      votes,
    }),
  ),
  ideas: z.array(idea),
  /** Ideas rest until then (P20); null before the session took place. */
  decideFrom: instant.nullable(),
  /** Those that were taken up; whoever leads the session sees all. */
  questions: z.array(question),
  /** Whether I lead it. */
  facilitates: z.boolean(),
  /** Whether I am among those present, whose votes count. */
  present: z.boolean(),
  poll: poll.nullable(),
  /** Whether I was there and have not answered yet. */
  mayAnswer: z.boolean(),
  version: z.string(),
});
export type Session = z.infer<typeof session>;

const fields = {
  title: line(200),
  startsAt: instant,
  minutes: z.int().min(15).max(480),
  place: z.string().trim().max(500),
  people: z.array(name).max(200),
  /** Published ones, or drafts that are to be talked about. */
  reports: z.array(id).max(50),
  facilitator: name.nullable(),
  coFacilitator: name.nullable(),
  noteTaker: name.nullable(),
};
export const sessionBody = z.strictObject({
  ...fields,
  minutes: fields.minutes.default(60),
  place: fields.place.default(''),
  people: fields.people.default([]),
  facilitator: fields.facilitator.default(null),
  coFacilitator: fields.coFacilitator.default(null),
  noteTaker: fields.noteTaker.default(null),
});
export type SessionBody = z.input<typeof sessionBody>;

export const sessionChange = z.strictObject({
  title: fields.title.optional(),
  startsAt: fields.startsAt.optional(),
  minutes: fields.minutes.optional(),
  place: fields.place.optional(),
  people: fields.people.optional(),
  reports: fields.reports.optional(),
  facilitator: fields.facilitator.optional(),
  coFacilitator: fields.coFacilitator.optional(),
  noteTaker: fields.noteTaker.optional(),
  notes: z.string().max(20_000).optional(),
  /** Whoever was there, also those who were not invited. */
  attended: fields.people.optional(),
  /** The small group that decides on ideas, and from when. */
  deciders: fields.people.optional(),
  decideFrom: instant.optional(),
  state: z.enum(['held', 'cancelled']).optional(),
});
export type SessionChange = z.infer<typeof sessionChange>;

export const decision = z.strictObject({
  outcome: z.enum(outcomes),
  /** What was said; dropping needs it, and so does moving a promised date. */
  note: z.string().trim().max(1_000).default(''),
  /** What becomes another: only with `changed`. */
  owner: name.nullable().optional(),
  dueOn: z.iso.date().nullable().optional(),
  title: line(200).optional(),
});
export type Decision = z.input<typeof decision>;

const bySession = z.strictObject({ id });

export const listSessions = endpoint('GET /api/v1/sessions', {
  who: 'reader',
  area: 'incidents',
  summary: 'Sessions, the latest first.',
  query: z.strictObject(listQuery),
  answer: listOf(sessionRow),
});
export const proposeAgenda = endpoint('GET /api/v1/session-agenda', {
  who: 'reader',
  area: 'incidents',
  summary:
    'What a next session may be about: reports that were published and on no agenda, with their follow-ups, and drafts that nobody has met about.',
  answer: z.object({
    reports: z.array(agendaReport),
    followUps: z.array(agendaFollowUp),
    drafts: z.array(agendaReport),
  }),
});
export const planSession = endpoint('POST /api/v1/sessions', {
  who: 'responder',
  area: 'incidents',
  summary: 'Plan a session. Whoever is invited gets it as a calendar invitation by mail.',
  body: sessionBody,
  answer: session,
  status: 201,
});
export const getSession = endpoint('GET /api/v1/sessions/{id}', {
  who: 'reader',
  area: 'incidents',
  summary:
    'One session: agenda, who is invited and was there, what was decided, the poll from three answers on.',
  params: bySession,
  answer: session,
});
export const changeSession = endpoint('PATCH /api/v1/sessions/{id}', {
  who: 'responder',
  area: 'incidents',
  summary: 'Change a session, write down who was there, or cancel it. Invitations follow.',
  params: bySession,
  body: sessionChange,
  answer: session,
});
export const decideFollowUp = endpoint('POST /api/v1/sessions/{id}/decisions/{followUp}', {
  who: 'responder',
  area: 'incidents',
  summary:
    'Put on record what those present decided on a follow-up; what was changed or dropped becomes so at once.',
  params: z.strictObject({ id, followUp: id }),
  body: decision,
  answer: session,
});
export const answerPoll = endpoint('POST /api/v1/sessions/{id}/answers', {
  who: 'signedIn',
  area: 'incidents',
  summary: 'Two questions for whoever was there. Sums are kept, answers are not.',
  params: bySession,
  body: z.strictObject({
    /** Will I do something differently from now on? */
    differently: z.boolean(),
    /** Would I come again? */
    again: z.boolean(),
  }),
});
