import * as endpoints from '@muster/contract/respond/roster';
import { actThenShow, route } from '../../platform/http/route.ts';
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
  route(endpoints.joinIncident, actThenShow(joinIncident, incidentView)),
  route(endpoints.releaseResponder, ({ platform, caller, params, query }) =>
    releaseResponder(platform, caller, { ...params, ...query }),
  ),
  route(endpoints.dismissRelief, actThenShow(dismissRelief, incidentView)),
  route(endpoints.checkIn, ({ platform, caller, params, body }) =>
    checkIn(platform, caller, { ...params, ...body }),
  ),
];
