import * as endpoints from '@muster/contract/respond/claims';
import { actThenShow, route } from '../../platform/http/route.ts';
import { incidentView } from '../incident/views.ts';
import { extendClaim, makeClaim, releaseClaim } from './actions.ts';

export const routes = [
  route(endpoints.makeClaim, actThenShow(makeClaim, incidentView)),
  route(endpoints.extendClaim, actThenShow(extendClaim, incidentView)),
  route(endpoints.releaseClaim, actThenShow(releaseClaim, incidentView)),
];
