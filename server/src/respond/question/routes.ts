import * as endpoints from '@muster/contract/respond/questions';
import { route } from '../../platform/http/route.ts';
import { answerQuestion, askQuestion } from './actions.ts';
import { questionBoxView } from './views.ts';

export const routes = [
  route(endpoints.getQuestions, ({ platform, caller, params }) =>
    questionBoxView(platform.db, params.ref, caller.actor),
  ),
  route(endpoints.askQuestion, async ({ platform, caller, params, body }) => {
    await askQuestion(platform, caller, { ...params, ...body });
    return questionBoxView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.answerQuestion, async ({ platform, caller, params, body }) => {
    await answerQuestion(platform, caller, { ...params, ...body });
    return questionBoxView(platform.db, params.ref, caller.actor);
  }),
];
