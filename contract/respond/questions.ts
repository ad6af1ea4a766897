/**
 * The question box of those who wait (R6): a question reaches whoever leads communications, else the commander, and
 * nobody else. Whoever asks sees their own questions and the answers to them.
 */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { id, instant, line } from '../platform/wire.ts';
import { byRef, ref } from './incidents.ts';

export const question = z.object({
  id,
  text: z.string(),
  by: z.string(),
  askedAt: instant,
  /** `by` null where the news that were there answered, without anybody who works on it. */
  answer: z
    .object({
      text: z.string(),
      at: instant,
      by: z.string().nullable(),
      how: z.enum(['alone', 'news', 'words']),
    })
    .nullable(),
});
export type Question = z.infer<typeof question>;

export const questionBox = z.object({
  mine: z.array(question),
  /** Whom questions reach; null while nobody leads. */
  reaches: z.string().nullable(),
  /** The news for staff that may answer a question. */
  news: z.object({ text: z.string(), at: instant }).nullable(),
  /** For whoever answers: what waits, oldest first, with a mark where the news seem to answer. Null for others. */
  waiting: z.array(question.extend({ newsMayAnswer: z.boolean() })).nullable(),
  /** How many were answered, and how many of them without anybody who works on it. Null for others. */
  answered: z.object({ all: z.int(), alone: z.int() }).nullable(),
});
export type QuestionBox = z.infer<typeof questionBox>;

export const getQuestions = endpoint('GET /api/v1/incidents/{ref}/questions', {
  who: 'signedIn',
  area: 'incidents',
  summary: 'My questions and their answers; for whoever answers, what waits.',
  params: byRef,
  answer: questionBox,
});
export const askQuestion = endpoint('POST /api/v1/incidents/{ref}/questions', {
  who: 'signedIn',
  area: 'incidents',
  summary: 'Ask whoever leads communications. With `answered`, the news that are there have answered it.',
  params: byRef,
  body: z.strictObject({ text: line(1_000), answered: z.boolean().optional() }),
  answer: questionBox,
  status: 201,
});
export const answerQuestion = endpoint('POST /api/v1/incidents/{ref}/questions/{id}/answer', {
  who: 'responder',
  area: 'incidents',
  summary: 'Answer in own words, or with the last news where no words are sent.',
  params: z.strictObject({ ref, id }),
  body: z.strictObject({ text: line(2_000).optional() }),
  answer: questionBox,
});

/** Words that ask for the news as such: how it stands, when it is over, what goes on. */
const general =
  'status state news update updates eta progress latest know known happening going on fixed fix solved resolved over back working done when long how what any is it are we there the a an yet now still will be this that to of for in do does you please can and again up down about have has i me us our who why which with at by was were been much more time next'.split(
    ' ',
  );

/** Whether the news seem to answer a question: it asks for nothing but news, or for what they speak of. A hint, no more. */
export function mayAnswer(text: string, news: string): boolean {
  const asked = [...new Set(wordsOf(text))].filter((word) => !general.includes(word));
  if (asked.length === 0) return news !== '';
  const told = wordsOf(news);
  const found = asked.filter((word) => told.some((other) => isAlike(word, other)));
  return found.length / asked.length >= 0.6;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The same word, or the same beginning: "refund" and "refunds". */
function isAlike(a: string, b: string): boolean {
  return a === b || (Math.min(a.length, b.length) >= 4 && (a.startsWith(b) || b.startsWith(a)));
}
