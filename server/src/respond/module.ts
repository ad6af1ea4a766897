import type { Plugin, Route } from '../platform/http/route.ts';
import type { Jobs } from '../platform/jobs.ts';
import { routes as incidentRoutes } from './incident/routes.ts';
import { routes as settingsRoutes } from './settings/routes.ts';

export { differences } from './incident/rebuilt.ts';

export const respondRoutes: Route[] = [...settingsRoutes, ...incidentRoutes];
export const respondPlugins: Plugin[] = [];
export const respondJobs: Jobs[] = [];
