import * as endpoints from '@muster/contract/respond/tasks';
import { route } from '../../platform/http/route.ts';
import { incidentView } from '../incident/views.ts';
import { acceptTask, addTask, changeTask, endTask, reopenTask } from './actions.ts';
import { myTasks } from './views.ts';

export const routes = [
  route(endpoints.addTask, async ({ platform, caller, params, body }) => {
    await addTask(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.changeTask, async ({ platform, caller, params, body }) => {
    await changeTask(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.acceptTask, async ({ platform, caller, params }) => {
    await acceptTask(platform, caller, params);
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.endTask, async ({ platform, caller, params, body }) => {
    await endTask(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.reopenTask, async ({ platform, caller, params, body }) => {
    await reopenTask(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.listMyTasks, ({ platform, caller }) => myTasks(platform.db, caller.actor)),
];
