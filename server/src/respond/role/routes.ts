import * as endpoints from '@muster/contract/respond/roles';
import { actThenShow, route } from '../../platform/http/route.ts';
import { incidentView } from '../incident/views.ts';
import { releaseRole, takeRole } from './actions.ts';

export const routes = [
  route(endpoints.takeRole, actThenShow(takeRole, incidentView)),
  route(endpoints.releaseRole, actThenShow(releaseRole, incidentView)),
];
