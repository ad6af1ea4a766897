import { mayAnswer, type QuestionBox } from '@muster/contract/respond/questions';
import type { Actor } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { insiderName, seen } from '../access/model.ts';
import { findIncident } from '../stream/store.ts';
import { answererOf } from './decide.ts';
import { answeredOf, questionsBy, waitingQuestions } from './store.ts';

/** One's own questions; for whoever answers also what waits. Refuses not_found for whoever may not know of it. */
export async function questionBoxView(db: Query, ref: string, actor: Actor): Promise<QuestionBox> {
  const state = seen(await findIncident(db, ref), actor);
  const me = insiderName(actor);
  const reaches = answererOf(state);
  const answers = me !== null && me === reaches;
  const news = state.updates.staff?.retracted ? undefined : state.updates.staff;
  const waiting = answers ? await waitingQuestions(db, state.id) : null;
  return {
    mine: me === null ? [] : await questionsBy(db, state.id, me),
    reaches,
    news: news ? { text: news.text, at: news.at } : null,
    waiting:
      waiting?.map((one) => ({
        ...one,
        newsMayAnswer: news !== undefined && mayAnswer(one.text, news.text),
      })) ?? null,
    answered: answers ? await answeredOf(db, state.id) : null,
  };
}
