import { anySection, type Section } from '../catalog/index.ts';
import type { Purpose } from '../platform/delivery/lanes.ts';
import type { Plugin, Route } from '../platform/http/route.ts';
import type { Jobs } from '../platform/jobs.ts';
import { jobs as arrivalJobs } from './arrival/jobs.ts';
import { calendarPlugin, routes as calendarRoutes } from './calendar/routes.ts';
import { canaryMessages } from './canary/actions.ts';
import { jobs as canaryJobs } from './canary/jobs.ts';
import { canaryPurpose } from './canary/model.ts';
import { jobs as contactJobs } from './contact/jobs.ts';
import { routes as contactRoutes } from './contact/routes.ts';
import { copyPurpose } from './copy/actions.ts';
import { coverLetters, coverPurpose } from './cover/actions.ts';
import { jobs as coverJobs } from './cover/jobs.ts';
import { routes as coverRoutes } from './cover/routes.ts';
import { jobs as coverageJobs } from './coverage/jobs.ts';
import { jobs as goneJobs } from './gone/jobs.ts';
import { jobs as handoverJobs } from './handover/jobs.ts';
import { routes as handoverRoutes } from './handover/routes.ts';
import { jobs as holdJobs } from './hold/jobs.ts';
import { jobs as holidayJobs } from './holiday/jobs.ts';
import { routes as holidayRoutes } from './holiday/routes.ts';
import { routes as hoursRoutes } from './hours/routes.ts';
import { jobs as lateJobs } from './late/jobs.ts';
import { jobs as leaverJobs } from './leaver/jobs.ts';
import { routes as leaverRoutes } from './leaver/routes.ts';
import { linkPlugin } from './link/routes.ts';
import { pagePurpose } from './notification/actions.ts';
import { jobs as pageJobs } from './page/jobs.ts';
import { routes as pageRoutes } from './page/routes.ts';
import { jobs as pagingTestJobs } from './pagingtest/jobs.ts';
import { routes as pagingTestRoutes } from './pagingtest/routes.ts';
import { policiesSection } from './policy/actions.ts';
import { routes as policyRoutes } from './policy/routes.ts';
import { routes as readinessRoutes } from './readiness/routes.ts';
import { routes as rehearsalRoutes } from './rehearsal/routes.ts';
import { routes as renewalRoutes } from './renewal/routes.ts';
import { schedulesSection } from './schedule/actions.ts';
import { routes as scheduleRoutes } from './schedule/routes.ts';
import { shadowPurpose } from './shadow/model.ts';
import { routes as shadowRoutes } from './shadow/routes.ts';
import { jobs as shiftJobs } from './shift/jobs.ts';
import { routes as shiftRoutes } from './shift/routes.ts';
import { routes as tapRoutes } from './tap/routes.ts';
import { routes as temporaryRoutes } from './temporary/routes.ts';
import { jobs as throttleJobs } from './throttle/jobs.ts';
import { jobs as timeOffJobs } from './timeoff/jobs.ts';
import { routes as timeOffRoutes } from './timeoff/routes.ts';
import { notePurpose } from './verification/actions.ts';
import { jobs as verificationJobs } from './verification/jobs.ts';
import { codePurpose, testPurpose } from './verification/model.ts';
import { routes as verificationRoutes } from './verification/routes.ts';

import { jobs as watchJobs } from './watch/jobs.ts';

export { canaryGauges, canaryWorker, nowhereSender } from './canary/actions.ts';
export { canaryView } from './canary/views.ts';
export { reach } from './contact/actions.ts';
export { prepareDelivery } from './verification/actions.ts';

export const oncallSections: Section[] = [anySection(schedulesSection), anySection(policiesSection)];
export const oncallRoutes: Route[] = [
  ...scheduleRoutes,
  ...policyRoutes,
  ...rehearsalRoutes,
  ...renewalRoutes,
  ...contactRoutes,
  ...verificationRoutes,
  ...pageRoutes,
  ...pagingTestRoutes,
  ...readinessRoutes,
  ...leaverRoutes,
  ...coverRoutes,
  ...calendarRoutes,
  ...holidayRoutes,
  ...hoursRoutes,
  ...handoverRoutes,
  ...shadowRoutes,
  ...shiftRoutes,
  ...tapRoutes,
  ...temporaryRoutes,
  ...timeOffRoutes,
];
export const oncallPlugins: Plugin[] = [linkPlugin, calendarPlugin];
export const oncallJobs: Jobs[] = [
  canaryJobs,
  contactJobs,
  coverJobs,
  handoverJobs,
  holdJobs,
  holidayJobs,
  shiftJobs,
  verificationJobs,
  pageJobs,
  pagingTestJobs,
  throttleJobs,
  timeOffJobs,
  watchJobs,
  arrivalJobs,
  lateJobs,
  coverageJobs,
  leaverJobs,
  goneJobs,
];
export const oncallPurposes: Record<string, Purpose> = {
  page: pagePurpose,
  [canaryPurpose]: canaryMessages,
  [shadowPurpose]: copyPurpose,
  [coverPurpose]: coverLetters,
  [codePurpose]: notePurpose,
  [testPurpose]: notePurpose,
};
