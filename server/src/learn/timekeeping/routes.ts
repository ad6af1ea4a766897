import * as endpoints from '@muster/contract/learn/facilitation';
import { route } from '../../platform/http/route.ts';
import { sessionView } from '../session/views.ts';
import { keepTime } from './actions.ts';

export const routes = [
  route(endpoints.keepTime, async ({ platform, caller, params: { id, report }, body }) => {
    await keepTime(platform, caller, { id, report, change: body });
    return sessionView(platform.db, id, caller.actor);
  }),
];
