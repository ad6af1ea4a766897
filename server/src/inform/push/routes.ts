import * as endpoints from '@muster/contract/inform/push';
import { route } from '../../platform/http/route.ts';
import { askForPush, createTarget, pushPage, removeTarget } from './actions.ts';
import { targetList } from './views.ts';

export const routes = [
  route(endpoints.listPushTargets, ({ platform, params }) => targetList(platform.db, params.name)),
  route(endpoints.createPushTarget, async ({ platform, caller, params, body }) => {
    await createTarget(platform, caller, { ...params, wish: body });
    return targetList(platform.db, params.name);
  }),
  route(endpoints.deletePushTarget, ({ platform, caller, params }) => removeTarget(platform, caller, params)),
  route(endpoints.pushNow, async ({ platform, caller, params }) => {
    await askForPush(platform, caller, params);
    await pushPage(platform, params.name);
    return targetList(platform.db, params.name);
  }),
];
