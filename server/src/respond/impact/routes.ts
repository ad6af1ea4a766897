import * as endpoints from '@muster/contract/respond/impacts';
import { route } from '../../platform/http/route.ts';
import { incidentView } from '../incident/views.ts';
import { changeImpact, stateImpact, withdrawImpact } from './actions.ts';

export const routes = [
  route(endpoints.stateImpact, async ({ platform, caller, params, body }) => {
    await stateImpact(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.changeImpact, async ({ platform, caller, params, body }) => {
    await changeImpact(platform, caller, { ...params, change: body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.withdrawImpact, async ({ platform, caller, params, query }) => {
    await withdrawImpact(platform, caller, { ...params, ...query });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
];
