import * as endpoints from '@muster/contract/respond/merges';
import { route } from '../../platform/http/route.ts';
import { incidentView } from '../incident/views.ts';
import { mergeIncident, unmergeIncident } from './actions.ts';
import { mergedList } from './views.ts';

export const routes = [
  route(endpoints.mergeIncident, async ({ platform, caller, params, body }) => {
    await mergeIncident(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.unmergeIncident, async ({ platform, caller, params, query }) => {
    await unmergeIncident(platform, caller, { ...params, ...query });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.listMerged, ({ platform, caller, params }) =>
    mergedList(platform.db, params.ref, caller.actor),
  ),
];
