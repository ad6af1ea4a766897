import * as endpoints from '@muster/contract/respond/impacts';
import { actThenShow, route } from '../../platform/http/route.ts';
import { incidentView } from '../incident/views.ts';
import { changeImpact, stateImpact, withdrawImpact } from './actions.ts';

export const routes = [
  route(endpoints.stateImpact, actThenShow(stateImpact, incidentView)),
  route(endpoints.changeImpact, async ({ platform, caller, params, body }) => {
    await changeImpact(platform, caller, { ...params, change: body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.withdrawImpact, actThenShow(withdrawImpact, incidentView)),
];
