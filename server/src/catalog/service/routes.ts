import { getService, listServices } from '@muster/contract/catalog/people';
import { route } from '../../platform/http/route.ts';
import { notFound } from '../../platform/refusal.ts';
import { serviceList, serviceView } from './views.ts';

export const routes = [
  route(listServices, ({ platform, query }) => serviceList(platform.db, query)),
  route(getService, async ({ platform, params }) => {
    const service = await serviceView(platform.db, params.name);
    if (!service) throw notFound('service');
    return service;
  }),
];
