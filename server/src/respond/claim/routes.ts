import * as endpoints from '@muster/contract/respond/claims';
import { route } from '../../platform/http/route.ts';
import { incidentView } from '../incident/views.ts';
import { extendClaim, makeClaim, releaseClaim } from './actions.ts';

export const routes = [
  route(endpoints.makeClaim, async ({ platform, caller, params, body }) => {
    await makeClaim(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.extendClaim, async ({ platform, caller, params, body }) => {
    await extendClaim(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.releaseClaim, async ({ platform, caller, params, query }) => {
    await releaseClaim(platform, caller, { ...params, ...query });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
];
