import * as endpoints from '@muster/contract/respond/members';
import { actThenShow, route } from '../../platform/http/route.ts';
import { incidentView } from '../incident/views.ts';
import { addMember, enterIncident, knock, removeMember, setPrivacy } from './actions.ts';

export const routes = [
  route(endpoints.addMember, actThenShow(addMember, incidentView)),
  route(endpoints.removeMember, async ({ platform, caller, params, query }) => {
    await removeMember(platform, caller, { ...params, ...query });
  }),
  route(endpoints.setPrivacy, actThenShow(setPrivacy, incidentView)),
  route(endpoints.knock, async ({ platform, caller, params }) => {
    await knock(platform, caller, params);
  }),
  route(endpoints.enterIncident, actThenShow(enterIncident, incidentView)),
];
