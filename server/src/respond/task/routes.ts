import * as endpoints from '@muster/contract/respond/tasks';
import { actThenShow, route } from '../../platform/http/route.ts';
import { incidentView } from '../incident/views.ts';
import { acceptTask, addTask, changeTask, endTask, reopenTask } from './actions.ts';
import { myTasks } from './views.ts';

export const routes = [
  route(endpoints.addTask, actThenShow(addTask, incidentView)),
  route(endpoints.changeTask, actThenShow(changeTask, incidentView)),
  route(endpoints.acceptTask, actThenShow(acceptTask, incidentView)),
  route(endpoints.endTask, actThenShow(endTask, incidentView)),
  route(endpoints.reopenTask, actThenShow(reopenTask, incidentView)),
  route(endpoints.listMyTasks, ({ platform, caller }) => myTasks(platform.db, caller.actor)),
];
