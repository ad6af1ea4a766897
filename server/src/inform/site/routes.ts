import { getSite } from '@muster/contract/inform/status-pages';
import { route } from '../../platform/http/route.ts';
import { siteFiles } from './views.ts';

export const routes = [
  route(getSite, ({ platform, params }) =>
    siteFiles(platform.db, params.name, { url: platform.settings.url, now: platform.clock.now() }),
  ),
];
