import { getServiceReadiness } from '@muster/contract/measure/readiness';
import { route } from '../../platform/http/route.ts';
import { serviceReadiness } from './views.ts';

export const routes = [
  route(getServiceReadiness, ({ platform, caller, params }) =>
    serviceReadiness(platform.db, params.name, { actor: caller.actor, now: platform.clock.now() }),
  ),
];
