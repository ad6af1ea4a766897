import { setupSteps } from '@muster/contract/catalog/organisation';
import { getCoverage } from '@muster/contract/oncall/schedules';
import { route } from '../../platform/http/route.ts';
import { coverageView, setupStepsView } from './views.ts';

export const routes = [
  route(getCoverage, ({ platform, query }) =>
    coverageView(platform.db, platform.settings, platform.clock.now(), query.days),
  ),
  route(setupSteps, ({ platform }) => setupStepsView(platform.db, platform.settings)),
];
