import * as endpoints from '@muster/contract/respond/nudges';
import { actThenShow, route } from '../../platform/http/route.ts';
import { incidentView } from '../incident/views.ts';
import { dismissNudge } from './actions.ts';

export const routes = [route(endpoints.dismissNudge, actThenShow(dismissNudge, incidentView))];
