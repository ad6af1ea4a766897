/**
 * Questions that nobody signed (practice.md 5.3). What is asked goes through Muster's own door and not through that of
 * the person: no name in the row, the audit log, the keys of repeated requests or the news; no time, and an id without
 * one. How often somebody asks is counted in the memory of this process alone.
 */
import * as endpoints from '@muster/contract/learn/facilitation';
import { z } from 'zod';
import { action, byItself, invalid } from '../../platform/action.ts';
import { createBuckets } from '../../platform/buckets.ts';
import { uptimeMs } from '../../platform/clock.ts';
import { newUnorderedId } from '../../platform/ids.ts';
import type { Caller, Platform } from '../../platform/platform.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { tellSession } from '../invitation/actions.ts';
import { isFacilitator } from '../session/model.ts';
import { takingPart } from '../session/store.ts';
import { insertQuestion, questionsOf, saveQuestionState } from './store.ts';

/** Five at once and one more every two minutes, for each person and session. */
const asking = createBuckets({ burst: 5, perSecond: 1 / 120 }, uptimeMs);
const mostQuestions = 200;

export async function askQuestion(
  platform: Platform,
  { actor }: Caller,
  { id, text }: { id: string; text: string },
): Promise<void> {
  if (actor.kind !== 'person') throw new Refusal('conflict', 'People ask, and no machine.');
  const parsed = endpoints.askQuestion.body.safeParse({ text });
  if (!parsed.success) throw invalid(parsed.error);
  const wait = asking.take(`${id}:${actor.name}`);
  if (wait > 0)
    throw new Refusal('limit', `That were many questions at once. Ask again in ${wait} s.`, [], {
      retryAfter: wait,
    });
  await byItself(platform, 'learn.askQuestion', async (act) => {
    await takingPart(act.tx, id);
    if ((await questionsOf(act.tx, id)).length >= mostQuestions)
      throw new Refusal('conflict', `A session keeps at most ${mostQuestions} questions.`);
    await insertQuestion(act.tx, id, { id: newUnorderedId(), text: parsed.data.text });
    // Nothing is recorded: an entry would tell when it was asked, and so perhaps by whom.
    act.hint('sessions');
  });
}

export const turnQuestion = action(
  {
    name: 'learn.turnQuestion',
    who: 'reader',
    input: endpoints.turnQuestion.body.extend({ id: z.string(), question: z.string() }),
  },
  async (act, { id, question, state }): Promise<void> => {
    const one = await takingPart(act.tx, id);
    if (!isFacilitator(one, act.caller.actor))
      throw new Refusal('conflict', 'Whoever leads the session takes up questions.');
    if (!(await saveQuestionState(act.tx, id, { id: question, state }))) throw notFound('question');
    tellSession(act, one, { question: state });
  },
);
