import * as endpoints from '@muster/contract/respond/watch';
import { route } from '../../platform/http/route.ts';
import { incidentView } from '../incident/views.ts';
import { endWatch, watchIncident } from './actions.ts';

export const routes = [
  route(endpoints.watchIncident, async ({ platform, caller, params, body }) => {
    await watchIncident(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.endWatch, async ({ platform, caller, params, body }) => {
    await endWatch(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
];
