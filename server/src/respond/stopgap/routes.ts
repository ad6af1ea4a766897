import * as endpoints from '@muster/contract/respond/stopgaps';
import { actThenShow, route } from '../../platform/http/route.ts';
import { incidentView } from '../incident/views.ts';
import { endStopGap, limitDamage, moveStopGap } from './actions.ts';

export const routes = [
  route(endpoints.limitDamage, actThenShow(limitDamage, incidentView)),
  route(endpoints.moveStopGap, actThenShow(moveStopGap, incidentView)),
  route(endpoints.endStopGap, actThenShow(endStopGap, incidentView)),
];
