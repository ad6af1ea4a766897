import type { Purpose } from '../platform/delivery/lanes.ts';
import type { ApiLimits } from '../platform/http/limits.ts';
import type { Plugin, Route } from '../platform/http/route.ts';
import type { Jobs } from '../platform/jobs.ts';
import { jobs as attemptJobs } from './attempt/jobs.ts';
import { jobs as deviceJobs } from './device/jobs.ts';
import { routes as deviceRoutes } from './device/routes.ts';
import { jobs as factorJobs } from './factor/jobs.ts';
import { routes as factorRoutes } from './factor/routes.ts';
import { routes as invitationRoutes } from './invitation/routes.ts';
import { itemRoutes } from './item/routes.ts';
import { letters } from './letter/actions.ts';
import { jobs as letterJobs } from './letter/jobs.ts';
import { letterPurpose } from './letter/model.ts';
import { anySection, type Section } from './organisation/model.ts';
import { organisationRoutes } from './organisation/routes.ts';
import { jobs as passwordJobs } from './password/jobs.ts';
import { routes as passwordRoutes } from './password/routes.ts';
import { peopleSection, type Reach } from './person/actions.ts';
import { routes as personRoutes } from './person/routes.ts';
import { routes as proofRoutes } from './proof/routes.ts';
import { scimPlugin, routes as scimRoutes } from './scim/routes.ts';
import { servicesSection } from './service/actions.ts';
import { routes as serviceRoutes } from './service/routes.ts';
import { jobs as sessionJobs } from './session/jobs.ts';
import { routes as sessionRoutes } from './session/routes.ts';
import { signOnPlugin, routes as signOnRoutes } from './signon/routes.ts';
import { jobs as ssoJobs } from './sso/jobs.ts';
import { routes as ssoRoutes } from './sso/routes.ts';
import { teamsSection } from './team/actions.ts';
import { routes as teamRoutes } from './team/routes.ts';
import { routes as tokenRoutes } from './token/routes.ts';

export { offerSetUp, setUpFromSettings } from './session/actions.ts';
export { authenticate } from './token/actions.ts';

/** The sections of the organisation file that the catalogue owns, in the order in which they are written. */
export function catalogSections(reach: Reach): { people: Section[]; services: Section[] } {
  return {
    people: [anySection(peopleSection(reach)), anySection(teamsSection)],
    services: [anySection(servicesSection)],
  };
}

const ownRoutes: Route[] = [
  ...sessionRoutes,
  ...passwordRoutes,
  ...deviceRoutes,
  ...factorRoutes,
  ...proofRoutes,
  ...ssoRoutes,
  ...signOnRoutes,
  ...scimRoutes,
  ...tokenRoutes,
  ...personRoutes,
  ...invitationRoutes,
  ...teamRoutes,
  ...serviceRoutes,
];

export function catalogRoutes(sections: readonly Section[]): Route[] {
  return [...ownRoutes, ...organisationRoutes(sections), ...itemRoutes(sections)];
}

export const catalogPurposes: Record<string, Purpose> = { [letterPurpose]: letters };

export const catalogJobs: Jobs[] = [
  sessionJobs,
  passwordJobs,
  deviceJobs,
  letterJobs,
  attemptJobs,
  factorJobs,
  ssoJobs,
];

export function catalogPlugins(limits: ApiLimits): Plugin[] {
  return [signOnPlugin(limits), scimPlugin(limits)];
}
