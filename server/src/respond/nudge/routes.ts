import * as endpoints from '@muster/contract/respond/nudges';
import { route } from '../../platform/http/route.ts';
import { incidentView } from '../incident/views.ts';
import { dismissNudge } from './actions.ts';

export const routes = [
  route(endpoints.dismissNudge, async ({ platform, caller, params, body }) => {
    await dismissNudge(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
];
