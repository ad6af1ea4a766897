/** What is done in a session besides deciding (practice.md 5.3, P20): time, ideas, votes, questions, cards. */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { id, instant, line, name } from '../platform/wire.ts';
import { followUpKinds } from './followups.ts';
import { session } from './sessions.ts';

const bySession = z.strictObject({ id });
const text = z.string().trim().min(1).max(1_000);

export const timeChange = z.strictObject({
  /** How many minutes it may take. */
  minutes: z.int().min(1).max(480).optional(),
  /** Starting one stops the one that ran. */
  running: z.boolean().optional(),
  /** Everybody was asked in turn just now. */
  round: z.literal(true).optional(),
});
export type TimeChange = z.infer<typeof timeChange>;

export const keepTime = endpoint('PUT /api/v1/sessions/{id}/times/{report}', {
  who: 'responder',
  area: 'incidents',
  summary:
    'Start or stop the time of one report, or say how long it may take. Everybody sees the same clock.',
  params: z.strictObject({ id, report: id }),
  body: timeChange,
  answer: session,
});

export const addIdea = endpoint('POST /api/v1/sessions/{id}/ideas', {
  who: 'reader',
  area: 'incidents',
  summary: 'Put an idea aside. A small group decides on it after two days of work.',
  params: bySession,
  body: z.strictObject({ text, report: id.nullable().default(null) }),
  answer: session,
  status: 201,
});

export const ideaTaking = z.strictObject({
  title: line(200),
  deliverable: z.string().trim().max(2_000).default(''),
  kind: z.enum(followUpKinds).nullable().default(null),
  owner: name.nullable().default(null),
  dueOn: z.iso.date().nullable().default(null),
});
export type IdeaTaking = z.input<typeof ideaTaking>;
export const takeIdea = endpoint('POST /api/v1/sessions/{id}/ideas/{idea}/follow-up', {
  who: 'responder',
  area: 'incidents',
  summary: 'Make an idea a follow-up: a promise where owner, date, deliverable and kind are said.',
  params: z.strictObject({ id, idea: id }),
  body: ideaTaking,
  answer: session,
});
export const dropIdea = endpoint('POST /api/v1/sessions/{id}/ideas/{idea}/dismissal', {
  who: 'responder',
  area: 'incidents',
  summary: 'Drop an idea, and say why.',
  params: z.strictObject({ id, idea: id }),
  body: z.strictObject({ note: text }),
  answer: session,
});

export const vote = endpoint('PUT /api/v1/sessions/{id}/votes/{subject}', {
  who: 'reader',
  area: 'incidents',
  summary: 'Be for a follow-up or an idea, or no longer. Those present count once each; only sums are shown.',
  params: z.strictObject({ id, subject: id }),
  body: z.strictObject({ for: z.boolean() }),
  answer: session,
});

export const askQuestion = endpoint('POST /api/v1/sessions/{id}/questions', {
  who: 'reader',
  area: 'incidents',
  summary:
    'Ask without a name. Nothing is kept of who asked or when; the facilitator sees it, and others once it is taken up.',
  params: bySession,
  body: z.strictObject({ text }),
});
export const turnQuestion = endpoint('PUT /api/v1/sessions/{id}/questions/{question}', {
  who: 'reader',
  area: 'incidents',
  summary: 'Take up a question or put it aside, as whoever leads the session.',
  params: z.strictObject({ id, question: id }),
  body: z.strictObject({ state: z.enum(['open', 'aside']) }),
  answer: session,
});

export const questionCard = z.object({
  row: id,
  at: instant,
  text: z.string(),
  questions: z.array(z.string()),
});
export type QuestionCard = z.infer<typeof questionCard>;
export const getCards = endpoint('GET /api/v1/retrospectives/{id}/cards', {
  who: 'reader',
  area: 'incidents',
  summary:
    'What a facilitator may ask at each row of the timeline. Not found for everybody but whoever facilitates it.',
  params: bySession,
  answer: z.object({ cards: z.array(questionCard) }),
});
