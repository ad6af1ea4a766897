import * as endpoints from '@muster/contract/respond/roles';
import { route } from '../../platform/http/route.ts';
import { incidentView } from '../incident/views.ts';
import { releaseRole, takeRole } from './actions.ts';

export const routes = [
  route(endpoints.takeRole, async ({ platform, caller, params, body }) => {
    await takeRole(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.releaseRole, async ({ platform, caller, params, query }) => {
    await releaseRole(platform, caller, { ...params, ...query });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
];
