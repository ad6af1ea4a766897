import * as endpoints from '@muster/contract/respond/handoffs';
import { actThenShow, route } from '../../platform/http/route.ts';
import { incidentView } from '../incident/views.ts';
import { acceptHandoff, offerHandoff, refuseHandoff, withdrawHandoff } from './actions.ts';
import { draftView } from './views.ts';

export const routes = [
  route(endpoints.draftHandoff, ({ platform, caller, params, query }) =>
    draftView(platform.db, { ...params, ...query }, { actor: caller.actor, now: platform.clock.now() }),
  ),
  route(endpoints.offerHandoff, actThenShow(offerHandoff, incidentView)),
  route(endpoints.acceptHandoff, actThenShow(acceptHandoff, incidentView)),
  // It answers nothing, because of a private incident nothing is left to see for whoever said no.
  route(endpoints.refuseHandoff, ({ platform, caller, params, body }) =>
    refuseHandoff(platform, caller, { ...params, ...body }),
  ),
  route(endpoints.withdrawHandoff, actThenShow(withdrawHandoff, incidentView)),
];
