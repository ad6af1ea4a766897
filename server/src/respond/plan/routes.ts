import * as endpoints from '@muster/contract/respond/plans';
import { route } from '../../platform/http/route.ts';
import { incidentView } from '../incident/views.ts';
import { reviewPlan } from './actions.ts';

export const routes = [
  route(endpoints.reviewPlan, async ({ platform, caller, params, body }) => {
    await reviewPlan(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
];
