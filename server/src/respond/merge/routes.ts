import * as endpoints from '@muster/contract/respond/merges';
import { actThenShow, route } from '../../platform/http/route.ts';
import { incidentView } from '../incident/views.ts';
import { mergeIncident, unmergeIncident } from './actions.ts';
import { mergedList } from './views.ts';

export const routes = [
  route(endpoints.mergeIncident, actThenShow(mergeIncident, incidentView)),
  route(endpoints.unmergeIncident, actThenShow(unmergeIncident, incidentView)),
  route(endpoints.listMerged, ({ platform, caller, params }) =>
    mergedList(platform.db, params.ref, caller.actor),
  ),
];
