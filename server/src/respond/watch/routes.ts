import * as endpoints from '@muster/contract/respond/watch';
import { actThenShow, route } from '../../platform/http/route.ts';
import { incidentView } from '../incident/views.ts';
import { endWatch, watchIncident } from './actions.ts';

export const routes = [
  route(endpoints.watchIncident, actThenShow(watchIncident, incidentView)),
  route(endpoints.endWatch, actThenShow(endWatch, incidentView)),
];
