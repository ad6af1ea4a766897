import { getAvailabilityMonths } from '@muster/contract/measure/availability';
import { getDurations, rebuildMeasures as rebuildEndpoint } from '@muster/contract/measure/measures';
import { route } from '../../platform/http/route.ts';
import { figuresMade, rebuildMeasures } from './actions.ts';
import { availabilityMonths, measureView } from './views.ts';

export const routes = [
  route(getAvailabilityMonths, async ({ platform, caller, query }) => {
    await figuresMade(platform.db);
    return availabilityMonths(platform.db, caller.actor, { ...query, now: platform.clock.now() });
  }),
  route(getDurations, async ({ platform, caller, params, query }) => {
    await figuresMade(platform.db);
    return measureView(platform.db, caller.actor, { ...params, ...query }, platform.clock.now());
  }),
  route(rebuildEndpoint, ({ platform, caller }) => rebuildMeasures(platform, caller)),
];
