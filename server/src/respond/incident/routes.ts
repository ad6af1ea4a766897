import * as endpoints from '@muster/contract/respond/incidents';
import { listIncidentEvents } from '@muster/contract/respond/stream';
import { route } from '../../platform/http/route.ts';
import type { Caller, Platform } from '../../platform/platform.ts';
import { changeDetails, declareIncident, reopenIncident, resolveIncident } from './actions.ts';
import { eventList, incidentAt, incidentList, incidentView } from './views.ts';

export const routes = [
  route(endpoints.declareIncident, async ({ platform, caller, body }) => {
    const { ref } = await declareIncident(platform, caller, body);
    return shown(platform, caller, ref);
  }),
  route(endpoints.listIncidents, ({ platform, caller, query }) =>
    incidentList(platform.db, caller.actor, { ...query, now: platform.clock.now() }),
  ),
  route(endpoints.getIncident, ({ platform, caller, params, query }) =>
    query.at === undefined
      ? shown(platform, caller, params.ref)
      : incidentAt(platform.db, params.ref, caller.actor, query.at),
  ),
  route(listIncidentEvents, ({ platform, caller, params, query }) =>
    eventList(platform.db, caller.actor, { ...params, ...query }),
  ),
  route(endpoints.changeIncident, async ({ platform, caller, params, body, ifMatch }) => {
    await changeDetails(platform, caller, { ...params, ifMatch, change: body });
    return shown(platform, caller, params.ref);
  }),
  route(endpoints.resolveIncident, async ({ platform, caller, params, body }) => {
    await resolveIncident(platform, caller, { ...params, given: body });
    return shown(platform, caller, params.ref);
  }),
  route(endpoints.reopenIncident, async ({ platform, caller, params, body }) => {
    await reopenIncident(platform, caller, { ...params, ...body });
    return shown(platform, caller, params.ref);
  }),
];

function shown({ db }: Platform, { actor }: Caller, ref: string) {
  return incidentView(db, ref, actor);
}
