import type { Section } from '../catalog/index.ts';
import { anySection } from '../catalog/index.ts';
import type { Plugin, Route } from '../platform/http/route.ts';
import type { Jobs } from '../platform/jobs.ts';
import { jobs as alertJobs } from './alert/jobs.ts';
import { routes as alertRoutes } from './alert/routes.ts';
import { jobs as ingestJobs } from './ingest/jobs.ts';
import { doorPlugin } from './ingest/routes.ts';
import { integrationsSection } from './integration/actions.ts';
import { routes as integrationRoutes } from './integration/routes.ts';
import { jobs as maintenanceJobs } from './maintenance/jobs.ts';
import { routes as maintenanceRoutes } from './maintenance/routes.ts';
import { routesSection, type Severities } from './route/actions.ts';
import { jobs as signalJobs } from './signal/jobs.ts';
import { jobs as watchJobs } from './watch/jobs.ts';

export function detectSections(severities: Severities): Section[] {
  return [anySection(integrationsSection), anySection(routesSection(severities))];
}

export const detectRoutes: Route[] = [...alertRoutes, ...integrationRoutes, ...maintenanceRoutes];
export const detectPlugins: Plugin[] = [doorPlugin];
export const detectJobs: Jobs[] = [alertJobs, ingestJobs, maintenanceJobs, signalJobs, watchJobs];
