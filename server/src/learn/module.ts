import type { Route } from '../platform/http/route.ts';
import type { Jobs } from '../platform/jobs.ts';
import type { DocumentOwner } from '../respond/index.ts';
import { routes as cardRoutes } from './card/routes.ts';
import { routes as commentRoutes } from './comment/routes.ts';
import { routes as factorRoutes } from './factor/routes.ts';
import { routes as figureRoutes } from './figure/routes.ts';
import { jobs as followingJobs } from './following/jobs.ts';
import { routes as followUpRoutes } from './followup/routes.ts';
import { routes as ideaRoutes } from './idea/routes.ts';
import { jobs as sessionJobs } from './invitation/jobs.ts';
import { jobs as laterJobs } from './later/jobs.ts';
import { routes as questionRoutes } from './question/routes.ts';
import { routes as recollectionRoutes } from './recollection/routes.ts';
import { jobs as reminderJobs } from './reminder/jobs.ts';
import { jobs as reportJobs } from './report/jobs.ts';
import { routes as reportRoutes } from './report/routes.ts';
import { routes as retrospectiveRoutes } from './retrospective/routes.ts';
import { retrospectiveDocuments } from './retrospective/views.ts';
import { routes as scorecardRoutes } from './scorecard/routes.ts';
import { jobs as searchJobs } from './search/jobs.ts';
import { routes as searchRoutes } from './search/routes.ts';
import { routes as sessionRoutes } from './session/routes.ts';
import { routes as timeRoutes } from './timekeeping/routes.ts';
import { routes as timelineRoutes } from './timeline/routes.ts';
import { routes as triggerRoutes } from './trigger/routes.ts';
import { routes as voteRoutes } from './vote/routes.ts';
import { routes as wordingRoutes } from './wording/routes.ts';

export const learnRoutes: Route[] = [
  ...wordingRoutes,
  ...retrospectiveRoutes,
  ...timelineRoutes,
  ...triggerRoutes,
  ...figureRoutes,
  ...scorecardRoutes,
  ...factorRoutes,
  ...recollectionRoutes,
  ...commentRoutes,
  ...followUpRoutes,
  ...sessionRoutes,
  ...timeRoutes,
  ...ideaRoutes,
  ...voteRoutes,
  ...questionRoutes,
  ...cardRoutes,
  ...reportRoutes,
  ...searchRoutes,
];
export const learnJobs: Jobs[] = [
  followingJobs,
  laterJobs,
  reminderJobs,
  reportJobs,
  searchJobs,
  sessionJobs,
];

/** What has a live document in this stage. */
export const learnDocuments: DocumentOwner[] = [retrospectiveDocuments];
