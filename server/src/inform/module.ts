import { anySection, type Section } from '../catalog/index.ts';
import type { Purpose } from '../platform/delivery/purpose.ts';
import type { Plugin, Route } from '../platform/http/route.ts';
import type { Jobs } from '../platform/jobs.ts';
import { routes as historyRoutes } from './history/routes.ts';
import { routes as listRoutes } from './list/routes.ts';
import { mailings, subscriptions } from './mailing/actions.ts';
import { jobs as mailingJobs } from './mailing/jobs.ts';
import { jobs as noticeJobs } from './notice/jobs.ts';
import { routes as noticeRoutes } from './notice/routes.ts';
import { routes as obligationRoutes } from './obligation/routes.ts';
import { statusPagesSection } from './page/actions.ts';
import { routes as pageRoutes } from './page/routes.ts';
import { jobs as plannedJobs } from './planned/jobs.ts';
import { routes as plannedRoutes } from './planned/routes.ts';
import { jobs as pushJobs } from './push/jobs.ts';
import { routes as pushRoutes } from './push/routes.ts';
import { routes as recipientRoutes } from './recipient/routes.ts';
import { tellings } from './sending/actions.ts';
import { jobs as sendingJobs } from './sending/jobs.ts';
import { tellingPurpose } from './sending/model.ts';
import { routes as sendingRoutes } from './sending/routes.ts';
import { jobs as siteJobs } from './site/jobs.ts';
import { routes as siteRoutes } from './site/routes.ts';
import { jobs as subscriberJobs } from './subscriber/jobs.ts';
import { askPurpose, newsPurpose } from './subscriber/model.ts';
import { subscriberPlugin, routes as subscriberRoutes } from './subscriber/routes.ts';
import { routes as subscriptionRoutes, unsubscribePlugin } from './subscription/routes.ts';
import { jobs as updateJobs } from './update/jobs.ts';
import { routes as updateRoutes } from './update/routes.ts';

/** `url`: where this Muster is reached; no page may take its host. */
export function informSections(url: string): Section[] {
  return [anySection(statusPagesSection(new URL(url).hostname))];
}

export const informRoutes: Route[] = [
  ...plannedRoutes,
  ...pageRoutes,
  ...noticeRoutes,
  ...siteRoutes,
  ...obligationRoutes,
  ...updateRoutes,
  ...subscriberRoutes,
  ...historyRoutes,
  ...pushRoutes,
  ...listRoutes,
  ...recipientRoutes,
  ...sendingRoutes,
  ...subscriptionRoutes,
];

export const informPlugins: Plugin[] = [subscriberPlugin, unsubscribePlugin];

export const informJobs: Jobs[] = [
  plannedJobs,
  noticeJobs,
  siteJobs,
  updateJobs,
  subscriberJobs,
  mailingJobs,
  pushJobs,
  sendingJobs,
];

export const informPurposes: Readonly<Record<string, Purpose>> = {
  [askPurpose]: subscriptions,
  [newsPurpose]: mailings,
  [tellingPurpose]: tellings,
};
