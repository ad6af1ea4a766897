import * as endpoints from '@muster/contract/inform/updates';
import { route } from '../../platform/http/route.ts';
import { writeUpdate } from './actions.ts';
import { updateList } from './views.ts';

export const routes = [
  route(endpoints.listUpdates, ({ platform, caller, params }) =>
    updateList(platform.db, params.ref, caller.actor),
  ),
  route(endpoints.createUpdate, async ({ platform, caller, params, body }) => {
    await writeUpdate(platform, caller, { ...params, ...body });
    return updateList(platform.db, params.ref, caller.actor);
  }),
];
