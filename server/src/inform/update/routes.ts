import * as endpoints from '@muster/contract/inform/updates';
import { route } from '../../platform/http/route.ts';
import { approveUpdate, correctUpdate, retractUpdate, withdrawUpdate, writeUpdate } from './actions.ts';
import { updateList } from './views.ts';

export const routes = [
  route(endpoints.listUpdates, ({ platform, caller, params }) =>
    updateList(platform.db, params.ref, caller.actor),
  ),
  route(endpoints.createUpdate, async ({ platform, caller, params, body }) => {
    await writeUpdate(platform, caller, { ...params, ...body });
    return updateList(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.retractUpdate, async ({ platform, caller, params, body }) => {
    await retractUpdate(platform, caller, { ...params, ...body });
    return updateList(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.correctUpdate, async ({ platform, caller, params, body }) => {
    await correctUpdate(platform, caller, { ...params, ...body });
    return updateList(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.approveUpdate, async ({ platform, caller, params, body }) => {
    await approveUpdate(platform, caller, { ...params, ...body });
    return updateList(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.withdrawUpdate, async ({ platform, caller, params, body }) => {
    await withdrawUpdate(platform, caller, { ...params, ...body });
    return updateList(platform.db, params.ref, caller.actor);
  }),
];
