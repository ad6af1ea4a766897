import { answerScorecard } from '@muster/contract/learn/scorecard';
import { action } from '../../platform/action.ts';
import { changingPart } from '../retrospective/actions.ts';
import { deleteAnswer, saveAnswer } from './store.ts';

/** The answer is the report's: who gave it stands nowhere but in the audit log. */
export const answer = action(
  {
    name: 'learn.answerScorecard',
    who: 'responder',
    input: answerScorecard.body.extend(answerScorecard.params.shape),
  },
  async (act, { id, question, answer: given, note }): Promise<void> => {
    await changingPart(act, id);
    if (given === null) await deleteAnswer(act.tx, id, question);
    else await saveAnswer(act.tx, id, { question, answer: given, note });
  },
);
