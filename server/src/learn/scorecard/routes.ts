import { answerScorecard } from '@muster/contract/learn/scorecard';
import { route } from '../../platform/http/route.ts';
import { answer } from './actions.ts';

export const routes = [
  route(answerScorecard, ({ platform, caller, params, body }) =>
    answer(platform, caller, { ...params, ...body }),
  ),
];
