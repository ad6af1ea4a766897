import * as endpoints from '@muster/contract/inform/planned';
import { maintenanceView } from '../../detect/index.ts';
import { route } from '../../platform/http/route.ts';
import { notFound } from '../../platform/refusal.ts';
import { approveNotices } from './actions.ts';
import { plannedTelling } from './views.ts';

export const routes = [
  route(endpoints.getPlannedNotices, async ({ platform: { db, clock }, params }) => {
    if (!(await maintenanceView(db, params.id, clock.now()))) throw notFound('maintenance');
    return plannedTelling(db, params.id);
  }),
  route(endpoints.putPlannedNotices, async ({ platform, caller, params, body }) => {
    await approveNotices(platform, caller, { id: params.id, given: body });
    return plannedTelling(platform.db, params.id);
  }),
];
