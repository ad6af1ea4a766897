import { getAlert, listAlerts } from '@muster/contract/detect/alerts';
import { route } from '../../platform/http/route.ts';
import { notFound } from '../../platform/refusal.ts';
import { alertList, alertView } from './views.ts';

export const routes = [
  route(listAlerts, ({ platform, query }) => alertList(platform.db, query, platform.clock.now())),
  route(getAlert, async ({ platform, params }) => {
    const alert = await alertView(platform.db, params.id, platform.clock.now());
    if (!alert) throw notFound('alert');
    return alert;
  }),
];
