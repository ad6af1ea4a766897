import * as endpoints from '@muster/contract/respond/reports';
import { actThenShow, route } from '../../platform/http/route.ts';
import { incidentView } from '../incident/views.ts';
import { addReport, dismissReports, linkReports } from './actions.ts';
import { gatherings, incidentReports, reportList, reportView } from './views.ts';

export const routes = [
  route(endpoints.addReport, async ({ platform, caller, body }) => {
    const { id } = await addReport(platform, caller, body);
    return reportView(platform.db, caller.actor, id);
  }),
  route(endpoints.listReports, ({ platform, caller, query }) => reportList(platform.db, caller.actor, query)),
  route(endpoints.listGatherings, ({ platform, caller }) =>
    gatherings(platform.db, caller.actor, platform.clock.now()),
  ),
  route(endpoints.dismissReports, ({ platform, caller, body }) => dismissReports(platform, caller, body)),
  route(endpoints.linkReports, actThenShow(linkReports, incidentView)),
  route(endpoints.listIncidentReports, ({ platform, caller, params }) =>
    incidentReports(platform.db, caller.actor, params.ref),
  ),
];
