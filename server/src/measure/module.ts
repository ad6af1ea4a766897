import type { Plugin, Route } from '../platform/http/route.ts';
import type { Jobs } from '../platform/jobs.ts';
import { routes as availabilityRoutes } from './availability/routes.ts';
import { jobs as digestJobs } from './digest/jobs.ts';
import { digestPlugin, routes as digestRoutes } from './digest/routes.ts';
import { jobs as loadJobs } from './load/jobs.ts';
import { routes as loadRoutes } from './load/routes.ts';
import { routes as maturityRoutes } from './maturity/routes.ts';
import { routes as readinessRoutes } from './readiness/routes.ts';
import { jobs as reliabilityJobs } from './reliability/jobs.ts';
import { routes as reliabilityRoutes } from './reliability/routes.ts';

export const measureRoutes: Route[] = [
  ...availabilityRoutes,
  ...digestRoutes,
  ...loadRoutes,
  ...maturityRoutes,
  ...readinessRoutes,
  ...reliabilityRoutes,
];
export const measureJobs: Jobs[] = [digestJobs, loadJobs, reliabilityJobs];
export const measurePlugins: Plugin[] = [digestPlugin];
