import * as endpoints from '@muster/contract/respond/members';
import { route } from '../../platform/http/route.ts';
import { incidentView } from '../incident/views.ts';
import { addMember, enterIncident, knock, removeMember, setPrivacy } from './actions.ts';

export const routes = [
  route(endpoints.addMember, async ({ platform, caller, params, body }) => {
    await addMember(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.removeMember, async ({ platform, caller, params, query }) => {
    await removeMember(platform, caller, { ...params, ...query });
  }),
  route(endpoints.setPrivacy, async ({ platform, caller, params, body }) => {
    await setPrivacy(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.knock, async ({ platform, caller, params }) => {
    await knock(platform, caller, params);
  }),
  route(endpoints.enterIncident, async ({ platform, caller, params, body }) => {
    await enterIncident(platform, caller, { ...params, ...body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
];
