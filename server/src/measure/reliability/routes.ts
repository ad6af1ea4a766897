import { getDurations, rebuildMeasures as rebuildEndpoint } from '@muster/contract/measure/measures';
import { route } from '../../platform/http/route.ts';
import { rebuildMeasures } from './actions.ts';
import { measureView } from './views.ts';

export const routes = [
  route(getDurations, ({ platform, caller, params, query }) =>
    measureView(platform.db, caller.actor, { ...params, ...query }, platform.clock.now()),
  ),
  route(rebuildEndpoint, ({ platform, caller }) => rebuildMeasures(platform, caller)),
];
