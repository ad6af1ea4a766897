import { setupSteps } from '@muster/contract/catalog/organisation';
import { getReadiness } from '@muster/contract/oncall/readiness';
import { getCoverage } from '@muster/contract/oncall/schedules';
import { route } from '../../platform/http/route.ts';
import { coverageView, readinessView, setupStepsView } from './views.ts';

export const routes = [
  route(getCoverage, ({ platform, query }) =>
    coverageView(platform.db, platform.settings, platform.clock.now(), query.days),
  ),
  route(getReadiness, ({ platform }) => readinessView(platform.db, platform.settings, platform.clock.now())),
  route(setupSteps, ({ platform }) => setupStepsView(platform.db, platform.settings)),
];
