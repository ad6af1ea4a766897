import * as endpoints from '@muster/contract/inform/status-pages';
import { route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { changeStatusPage, createStatusPage, deleteStatusPage } from './actions.ts';
import { pageList, pageView } from './views.ts';

const asked = ({ settings, clock }: Platform) => ({ url: settings.url, now: clock.now() });

export const routes = [
  route(endpoints.listStatusPages, ({ platform }) => pageList(platform.db, asked(platform))),
  route(endpoints.getStatusPage, ({ platform, params }) =>
    pageView(platform.db, params.name, asked(platform)),
  ),
  route(endpoints.createStatusPage, async ({ platform, caller, body }) => {
    await createStatusPage(platform, caller, body);
    return pageView(platform.db, body.name, asked(platform));
  }),
  route(endpoints.putStatusPage, async ({ platform, caller, params, body, ifMatch }) => {
    await changeStatusPage(platform, caller, { name: params.name, ifMatch, wish: body });
    return pageView(platform.db, params.name, asked(platform));
  }),
  route(endpoints.deleteStatusPage, ({ platform, caller, params }) =>
    deleteStatusPage(platform, caller, params),
  ),
];
