import * as endpoints from '@muster/contract/inform/status-pages';
import { route } from '../../platform/http/route.ts';
import { decidePageUpdate } from './actions.ts';
import { noticeList, placementList } from './views.ts';

export const routes = [
  route(endpoints.listNotices, ({ platform, caller, params }) =>
    noticeList(platform.db, params.name, caller.actor),
  ),
  route(endpoints.decidePageUpdate, async ({ platform, caller, params, body }) => {
    await decidePageUpdate(platform, caller, { ...params, ...body });
    return noticeList(platform.db, params.name, caller.actor);
  }),
  route(endpoints.listPlacements, ({ platform, caller, params }) =>
    placementList(platform.db, params.ref, { actor: caller.actor, url: platform.settings.url }),
  ),
];
