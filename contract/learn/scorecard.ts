/**
 * How a response went, question by question (practice.md P32). The same few questions for every incident, so that what
 * keeps coming back is seen. What the record can tell is filled in with its reason; people answer the rest together.
 * It is about the response, never about a person.
 */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { id } from '../platform/wire.ts';

export const scorecardQuestions = [
  'fresh',
  'rightTeam',
  'workingHours',
  'moreThanOne',
  'signal',
  'commanded',
  'handovers',
  'statusCurrent',
  'logKept',
  'runbook',
  'tools',
] as const;
export type ScorecardQuestion = (typeof scorecardQuestions)[number];

export const scorecardAnswers = ['yes', 'no', 'not-applicable'] as const;
export type ScorecardAnswer = (typeof scorecardAnswers)[number];

export const toldAnswer = z.object({
  question: z.enum(scorecardQuestions),
  answer: z.enum(scorecardAnswers),
  reason: z.string(),
});
export type ToldAnswer = z.infer<typeof toldAnswer>;

export const scorecardRow = z.object({
  question: z.enum(scorecardQuestions),
  /** What holds: what people said, or else what the record tells; null while neither does. */
  answer: z.enum(scorecardAnswers).nullable(),
  /** Whether people said it. */
  said: z.boolean(),
  note: z.string(),
  /** What the record tells, and by what. */
  told: toldAnswer.omit({ question: true }).nullable(),
});
export type ScorecardRow = z.infer<typeof scorecardRow>;

/** How many went well, of those that apply; what nobody has answered counts as neither. */
export function scoreOf(rows: readonly Pick<ScorecardRow, 'answer'>[]): { yes: number; of: number } {
  const yes = rows.filter(({ answer }) => answer === 'yes').length;
  return { yes, of: yes + rows.filter(({ answer }) => answer === 'no').length };
}

export const answerScorecard = endpoint('PUT /api/v1/retrospectives/{id}/scorecard/{question}', {
  who: 'responder',
  area: 'incidents',
  summary: 'Answer a question about how the response went; null takes the answer back.',
  params: z.strictObject({ id, question: z.enum(scorecardQuestions) }),
  body: z.strictObject({
    answer: z.enum(scorecardAnswers).nullable(),
    note: z.string().trim().max(500).default(''),
  }),
});
