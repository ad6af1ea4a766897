import * as endpoints from '@muster/contract/learn/facilitation';
import { route } from '../../platform/http/route.ts';
import { sessionView } from '../session/views.ts';
import { addIdea, dropIdea, takeIdea } from './actions.ts';

export const routes = [
  route(endpoints.addIdea, async ({ platform, caller, params, body }) => {
    await addIdea(platform, caller, { ...params, ...body });
    return sessionView(platform.db, params.id, caller.actor);
  }),
  route(endpoints.takeIdea, async ({ platform, caller, params, body }) => {
    await takeIdea(platform, caller, { ...params, taking: body });
    return sessionView(platform.db, params.id, caller.actor);
  }),
  route(endpoints.dropIdea, async ({ platform, caller, params, body }) => {
    await dropIdea(platform, caller, { ...params, ...body });
    return sessionView(platform.db, params.id, caller.actor);
  }),
];
