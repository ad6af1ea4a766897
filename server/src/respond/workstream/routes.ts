import * as endpoints from '@muster/contract/respond/workstreams';
import { actThenShow, route } from '../../platform/http/route.ts';
import { incidentView } from '../incident/views.ts';
import { changeWorkstream, closeWorkstream, openWorkstream, reportWorkstream } from './actions.ts';

export const routes = [
  route(endpoints.openWorkstream, actThenShow(openWorkstream, incidentView)),
  route(endpoints.changeWorkstream, actThenShow(changeWorkstream, incidentView)),
  route(endpoints.reportWorkstream, actThenShow(reportWorkstream, incidentView)),
  route(endpoints.closeWorkstream, actThenShow(closeWorkstream, incidentView)),
];
