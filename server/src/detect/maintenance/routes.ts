import * as endpoints from '@muster/contract/detect/maintenances';
import { route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { notFound } from '../../platform/refusal.ts';
import { changeMaintenance, planMaintenance } from './actions.ts';
import { maintenanceList, maintenancePreview, maintenanceView } from './views.ts';

export const routes = [
  route(endpoints.listMaintenances, ({ platform, query }) =>
    maintenanceList(platform.db, query, platform.clock.now()),
  ),
  route(endpoints.getMaintenance, ({ platform, params }) => shown(platform, params.id)),
  route(endpoints.planMaintenance, async ({ platform, caller, body }) => {
    const { id } = await planMaintenance(platform, caller, body);
    return shown(platform, id);
  }),
  route(endpoints.changeMaintenance, async ({ platform, caller, params, body, ifMatch }) => {
    await changeMaintenance(platform, caller, { ...params, ifMatch, change: body });
    return shown(platform, params.id);
  }),
  route(endpoints.previewMaintenance, ({ platform, body }) =>
    maintenancePreview(platform.db, body, platform.clock.now()),
  ),
];

async function shown({ db, clock }: Platform, id: string) {
  const found = await maintenanceView(db, id, clock.now());
  if (!found) throw notFound('maintenance');
  return found;
}
