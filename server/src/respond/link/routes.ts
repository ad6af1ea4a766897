import * as endpoints from '@muster/contract/respond/links';
import { actThenShow, route } from '../../platform/http/route.ts';
import { incidentView } from '../incident/views.ts';
import { addLink, removeLink } from './actions.ts';

export const routes = [
  route(endpoints.addLink, async ({ platform, caller, params, body }) => {
    await addLink(platform, caller, { ...params, wish: body });
    return incidentView(platform.db, params.ref, caller.actor);
  }),
  route(endpoints.removeLink, actThenShow(removeLink, incidentView)),
];
