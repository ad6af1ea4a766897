import {
  getAvailabilityRule,
  putAvailabilityRule as putEndpoint,
} from '@muster/contract/measure/availability';
import { route } from '../../platform/http/route.ts';
import { putAvailabilityRule } from './actions.ts';
import { ruleInForce } from './views.ts';

export const routes = [
  route(getAvailabilityRule, ({ platform }) => ruleInForce(platform.db)),
  route(putEndpoint, ({ platform, caller, body }) => putAvailabilityRule(platform, caller, body)),
];
