import * as endpoints from '@muster/contract/respond/questions';
import type { IncidentState } from '@muster/contract/respond/state';
import { z } from 'zod';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { seen, wisherOf } from '../access/model.ts';
import { auditSubject } from '../stream/actions.ts';
import { findIncident, lockIncident } from '../stream/store.ts';
import { answererOf, refuseAnswering, refuseAsking } from './decide.ts';
import { countsOf, insertQuestion, lockQuestion, saveAnswer } from './store.ts';

/** Asks, or notes that the news have answered before anybody was asked. */
export const askQuestion = action(
  {
    name: 'respond.askQuestion',
    who: 'signedIn',
    input: z.strictObject({ ...endpoints.askQuestion.params.shape, ...endpoints.askQuestion.body.shape }),
  },
  async (act, { ref, text, answered = false }): Promise<void> => {
    // Locked, so that nobody asks more by asking at once.
    const state = seen(await lockIncident(act.tx, ref), act.caller.actor);
    const { person: by } = wisherOf(act.caller.actor);
    if (by === null) throw new Refusal('conflict', 'A person asks, and no machine.');
    refuseAsking(state, await countsOf(act.tx, state.id, { by, since: act.now.subtract({ hours: 1 }) }));
    const answer = answered
      ? { ...newsOf(state), at: wireTime(act.now), by: null, how: 'alone' as const }
      : null;
    insertQuestion(act.tx, state.id, { id: act.newId(), text, by, askedAt: act.now, answer });
    tell(act, state, by);
  },
);

export const answerQuestion = action(
  {
    name: 'respond.answerQuestion',
    who: 'responder',
    input: z.strictObject({
      ...endpoints.answerQuestion.params.shape,
      ...endpoints.answerQuestion.body.shape,
    }),
  },
  async (act, { ref, id, text }): Promise<void> => {
    const state = seen(await findIncident(act.tx, ref), act.caller.actor);
    const { person: by } = wisherOf(act.caller.actor);
    refuseAnswering(state, by);
    const question = await lockQuestion(act.tx, state.id, id);
    if (!question) throw notFound('question');
    if (question.answer !== null) throw new Refusal('conflict', 'It is answered already.');
    const given =
      text === undefined ? { ...newsOf(state), how: 'news' as const } : { text, how: 'words' as const };
    saveAnswer(act.tx, id, { ...given, at: wireTime(act.now), by });
    tell(act, state, question.by);
  },
);

function newsOf({ updates }: IncidentState): { text: string } {
  const news = updates.staff;
  if (news === undefined || news.retracted) throw new Refusal('conflict', 'There are no news for staff yet.');
  return { text: news.text };
}

/** Only whoever asked and whoever answers hear of it, and the audit log has no word of the text. */
function tell(act: Act, state: IncidentState, asker: string): void {
  const answerer = answererOf(state);
  act.hintOnly([asker, ...(answerer ? [answerer] : [])], `questions:${state.id}`);
  act.record(auditSubject(state));
}
