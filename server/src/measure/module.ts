import type { Route } from '../platform/http/route.ts';
import type { Jobs } from '../platform/jobs.ts';
import { jobs as loadJobs } from './load/jobs.ts';
import { routes as loadRoutes } from './load/routes.ts';
import { routes as readinessRoutes } from './readiness/routes.ts';
import { jobs as reliabilityJobs } from './reliability/jobs.ts';
import { routes as reliabilityRoutes } from './reliability/routes.ts';

export const measureRoutes: Route[] = [...loadRoutes, ...readinessRoutes, ...reliabilityRoutes];
export const measureJobs: Jobs[] = [loadJobs, reliabilityJobs];
