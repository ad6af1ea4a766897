import * as endpoints from '@muster/contract/respond/plans';
import { actThenShow, route } from '../../platform/http/route.ts';
import { incidentView } from '../incident/views.ts';
import { reviewPlan } from './actions.ts';

export const routes = [route(endpoints.reviewPlan, actThenShow(reviewPlan, incidentView))];
