import type { ApiLimits } from '../platform/http/limits.ts';
import type { Plugin, Route } from '../platform/http/route.ts';
import type { Authenticate } from '../platform/http/server.ts';
import type { Jobs } from '../platform/jobs.ts';
import { jobs as autodeclareJobs } from './autodeclare/jobs.ts';
import { routes as briefRoutes } from './brief/routes.ts';
import { routes as claimRoutes } from './claim/routes.ts';
import { jobs as clockJobs } from './clock/jobs.ts';
import { jobs as contextJobs } from './context/jobs.ts';
import { jobs as documentJobs } from './document/jobs.ts';
import type { DocumentOwner } from './document/model.ts';
import { documentPlugin, documentRoutes } from './document/routes.ts';
import { anyOwner, ofIncident } from './document/views.ts';
import { jobs as entryJobs } from './entry/jobs.ts';
import { routes as entryRoutes } from './entry/routes.ts';
import { routes as exportRoutes } from './export/routes.ts';
import { routes as fileRoutes } from './file/routes.ts';
import { routes as handoffRoutes } from './handoff/routes.ts';
import { routes as impactRoutes } from './impact/routes.ts';
import { jobs as importJobs } from './import/jobs.ts';
import { routes as importRoutes } from './import/routes.ts';
import { routes as incidentRoutes } from './incident/routes.ts';
import { routes as linkRoutes } from './link/routes.ts';
import { routes as lookRoutes } from './look/routes.ts';
import { routes as memberRoutes } from './member/routes.ts';
import { routes as mergeRoutes } from './merge/routes.ts';
import { jobs as nudgeJobs } from './nudge/jobs.ts';
import { routes as nudgeRoutes } from './nudge/routes.ts';
import { routes as owedRoutes } from './owed/routes.ts';
import { routes as planRoutes } from './plan/routes.ts';
import { jobs as promptJobs } from './prompt/jobs.ts';
import { routes as promptRoutes } from './prompt/routes.ts';
import { jobs as questionJobs } from './question/jobs.ts';
import { routes as questionRoutes } from './question/routes.ts';
import { jobs as reportJobs } from './report/jobs.ts';
import { routes as reportRoutes } from './report/routes.ts';
import { jobs as roleJobs } from './role/jobs.ts';
import { routes as roleRoutes } from './role/routes.ts';
import { jobs as rosterJobs } from './roster/jobs.ts';
import { routes as rosterRoutes } from './roster/routes.ts';
import { routes as settingsRoutes } from './settings/routes.ts';
import { routes as similarRoutes } from './similar/routes.ts';
import { routes as stopGapRoutes } from './stopgap/routes.ts';
import { routes as takeoutRoutes } from './takeout/routes.ts';
import { routes as taskRoutes } from './task/routes.ts';
import { routes as watchRoutes } from './watch/routes.ts';
import { routes as workstreamRoutes } from './workstream/routes.ts';

export { severityNames } from './settings/views.ts';
export { differences } from './stream/views.ts';

export const respondRoutes: Route[] = [
  ...settingsRoutes,
  ...importRoutes,
  ...takeoutRoutes,
  ...incidentRoutes,
  ...exportRoutes,
  ...similarRoutes,
  ...reportRoutes,
  ...briefRoutes,
  ...owedRoutes,
  ...nudgeRoutes,
  ...promptRoutes,
  ...documentRoutes(ofIncident),
  ...entryRoutes,
  ...lookRoutes,
  ...fileRoutes,
  ...taskRoutes,
  ...claimRoutes,
  ...workstreamRoutes,
  ...impactRoutes,
  ...stopGapRoutes,
  ...watchRoutes,
  ...planRoutes,
  ...roleRoutes,
  ...handoffRoutes,
  ...rosterRoutes,
  ...memberRoutes,
  ...mergeRoutes,
  ...linkRoutes,
  ...questionRoutes,
];

/** What is no endpoint of the contract: the way in to live documents. */
export function respondPlugins(
  authenticate: Authenticate,
  limits: ApiLimits,
  /** What else has a live document. */
  owners: readonly DocumentOwner[],
): Plugin[] {
  return [documentPlugin(anyOwner([ofIncident, ...owners]), { authenticate, limits })];
}

export const respondJobs: Jobs[] = [
  documentJobs,
  entryJobs,
  clockJobs,
  importJobs,
  nudgeJobs,
  promptJobs,
  roleJobs,
  rosterJobs,
  autodeclareJobs,
  contextJobs,
  questionJobs,
  reportJobs,
];
