import { getLoad, putNightRule as putEndpoint } from '@muster/contract/measure/load';
import { route } from '../../platform/http/route.ts';
import { putNightRule } from './actions.ts';
import { loadView } from './views.ts';

export const routes = [
  route(getLoad, ({ platform, caller, query }) =>
    loadView(platform.db, caller.actor, { ...query, now: platform.clock.now() }),
  ),
  route(putEndpoint, ({ platform, caller, body }) => putNightRule(platform, caller, body)),
];
