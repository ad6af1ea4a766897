import * as endpoints from '@muster/contract/learn/facilitation';
import { route } from '../../platform/http/route.ts';
import { sessionView } from '../session/views.ts';
import { askQuestion, turnQuestion } from './actions.ts';

export const routes = [
  route(endpoints.askQuestion, ({ platform, caller, params, body }) =>
    askQuestion(platform, caller, { ...params, ...body }),
  ),
  route(endpoints.turnQuestion, async ({ platform, caller, params, body }) => {
    await turnQuestion(platform, caller, { ...params, ...body });
    return sessionView(platform.db, params.id, caller.actor);
  }),
];
