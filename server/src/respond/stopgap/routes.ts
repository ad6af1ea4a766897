import * as endpoints from '@muster/contract/respond/stopgaps';
import { route } from '../../platform/http/route.ts';
import { incidentView } from '../incident/views.ts';
import { endStopGap, limitDamage, moveStopGap } from './actions.ts';

export const routes = [
  route(endpoints.limitDamage, async ({ platform, caller, params, body }) => {
    await limitDamage(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.moveStopGap, async ({ platform, caller, params, body }) => {
    await moveStopGap(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.endStopGap, async ({ platform, caller, params, body }) => {
    await endStopGap(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
];
