import * as endpoints from '@muster/contract/respond/entries';
import { actThenShow, route } from '../../platform/http/route.ts';
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
  route(endpoints.addEntry, actThenShow(actions.addEntry, incidentView)),
  route(endpoints.changeEntry, actThenShow(actions.changeEntry, incidentView)),
  route(endpoints.settleEntry, actThenShow(actions.settleEntry, incidentView)),
  route(endpoints.reopenEntry, actThenShow(actions.reopenEntry, incidentView)),
  route(endpoints.pinEntry, actThenShow(actions.pinEntry, incidentView)),
  route(endpoints.retractEntry, actThenShow(actions.retractEntry, incidentView)),
  route(endpoints.addEvidence, actThenShow(actions.addEvidence, incidentView)),
  route(endpoints.objectToDecision, actThenShow(actions.objectToDecision, incidentView)),
  route(endpoints.setQuiet, actThenShow(actions.setQuiet, incidentView)),
];
