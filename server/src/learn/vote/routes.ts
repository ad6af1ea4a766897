import * as endpoints from '@muster/contract/learn/facilitation';
import { route } from '../../platform/http/route.ts';
import { sessionView } from '../session/views.ts';
import { vote } from './actions.ts';

export const routes = [
  route(endpoints.vote, async ({ platform, caller, params, body }) => {
    await vote(platform, caller, { ...params, ...body });
    return sessionView(platform.db, params.id, caller.actor);
  }),
];
