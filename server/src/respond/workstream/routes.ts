import * as endpoints from '@muster/contract/respond/workstreams';
import { route } from '../../platform/http/route.ts';
import { incidentView } from '../incident/views.ts';
import { changeWorkstream, closeWorkstream, openWorkstream, reportWorkstream } from './actions.ts';

export const routes = [
  route(endpoints.openWorkstream, async ({ platform, caller, params, body }) => {
    await openWorkstream(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.changeWorkstream, async ({ platform, caller, params, body }) => {
    await changeWorkstream(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.reportWorkstream, async ({ platform, caller, params, body }) => {
    await reportWorkstream(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.closeWorkstream, async ({ platform, caller, params, body }) => {
    await closeWorkstream(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
];
