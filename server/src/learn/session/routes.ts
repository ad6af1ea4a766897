import * as endpoints from '@muster/contract/learn/sessions';
import { route } from '../../platform/http/route.ts';
import { answerPoll, changeSession, decideFollowUp, planSession } from './actions.ts';
import { proposedAgenda, sessionList, sessionView } from './views.ts';

export const routes = [
  route(endpoints.listSessions, ({ platform, query }) => sessionList(platform.db, query)),
  route(endpoints.proposeAgenda, ({ platform }) => proposedAgenda(platform.db)),
  route(endpoints.planSession, async ({ platform, caller, body }) => {
    const { id } = await planSession(platform, caller, body);
    return sessionView(platform.db, id, caller.actor);
  }),
  route(endpoints.getSession, ({ platform, caller, params }) =>
    sessionView(platform.db, params.id, caller.actor),
  ),
  route(endpoints.changeSession, async ({ platform, caller, params, body }) => {
    await changeSession(platform, caller, { ...params, change: body });
    return sessionView(platform.db, params.id, caller.actor);
  }),
  route(endpoints.decideFollowUp, async ({ platform, caller, params, body }) => {
    await decideFollowUp(platform, caller, { ...params, decision: body });
    return sessionView(platform.db, params.id, caller.actor);
  }),
  route(endpoints.answerPoll, ({ platform, caller, params, body }) =>
    answerPoll(platform, caller, { ...params, ...body }),
  ),
];
