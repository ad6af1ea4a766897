import * as endpoints from '@muster/contract/respond/entries';
import { route } from '../../platform/http/route.ts';
import { incidentView } from '../incident/views.ts';
import * as actions from './actions.ts';
import { entryEvents, entryList } from './views.ts';

export const routes = [
  route(endpoints.listEntries, ({ platform, caller, params, query }) =>
    entryList(platform.db, caller.actor, { ...params, ...query }),
  ),
  route(endpoints.listEntryEvents, ({ platform, caller, params }) =>
    entryEvents(platform.db, caller.actor, params),
  ),
  route(endpoints.addEntry, async ({ platform, caller, params, body }) => {
    await actions.addEntry(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.changeEntry, async ({ platform, caller, params, body }) => {
    await actions.changeEntry(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.settleEntry, async ({ platform, caller, params, body }) => {
    await actions.settleEntry(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.reopenEntry, async ({ platform, caller, params, body }) => {
    await actions.reopenEntry(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.pinEntry, async ({ platform, caller, params, body }) => {
    await actions.pinEntry(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.retractEntry, async ({ platform, caller, params, query }) => {
    await actions.retractEntry(platform, caller, { ...params, ...query });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.addEvidence, async ({ platform, caller, params, body }) => {
    await actions.addEvidence(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.objectToDecision, async ({ platform, caller, params, body }) => {
    await actions.objectToDecision(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.setQuiet, async ({ platform, caller, params, body }) => {
    await actions.setQuiet(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
];
