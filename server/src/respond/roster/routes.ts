import * as endpoints from '@muster/contract/respond/roster';
import { route } from '../../platform/http/route.ts';
import { incidentView } from '../incident/views.ts';
import { askResponders, checkIn, dismissRelief, joinIncident, releaseResponder } from './actions.ts';
import { rosterView } from './views.ts';

export const routes = [
  route(endpoints.getRoster, ({ platform, caller, params }) =>
    rosterView(platform.db, params.ref, { actor: caller.actor, now: platform.clock.now() }),
  ),
  route(endpoints.askResponders, async ({ platform, caller, params, body }) => {
    await askResponders(platform, caller, { ...params, wanted: body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.joinIncident, async ({ platform, caller, params }) => {
    await joinIncident(platform, caller, params);
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.releaseResponder, ({ platform, caller, params, query }) =>
    releaseResponder(platform, caller, { ...params, ...query }),
  ),
  route(endpoints.dismissRelief, async ({ platform, caller, params, body }) => {
    await dismissRelief(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.checkIn, ({ platform, caller, params, body }) =>
    checkIn(platform, caller, { ...params, ...body }),
  ),
];
