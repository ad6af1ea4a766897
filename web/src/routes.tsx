import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { formatSearch, parseSearch } from './app/search.ts';
import { CrashScreen, MissingScreen } from './pages/missing.tsx';
import { NowScreen } from './pages/now.tsx';
import { PageScreen } from './pages/page.tsx';
import { Root } from './pages/root.tsx';

const root = createRootRoute({ component: Root, notFoundComponent: MissingScreen });

/** A screen of its own file, loaded when it is first shown. */
const later = (path: string, component: ReturnType<typeof lazyRouteComponent>) =>
  createRoute({ getParentRoute: () => root, path, component });

/** Home and the page are in the first load: nobody who was woken waits for a second one. */
const screens = [
  createRoute({ getParentRoute: () => root, path: '/', component: NowScreen }),
  createRoute({ getParentRoute: () => root, path: '/pages/$id', component: PageScreen }),
  later(
    '/pages',
    lazyRouteComponent(() => import('./pages/page-list.tsx'), 'PageListScreen'),
  ),
  later(
    '/alerts',
    lazyRouteComponent(() => import('./pages/alerts.tsx'), 'AlertsScreen'),
  ),
  later(
    '/alerts/$id',
    lazyRouteComponent(() => import('./pages/alert.tsx'), 'AlertScreen'),
  ),
  later(
    '/incidents',
    lazyRouteComponent(() => import('./pages/incidents.tsx'), 'IncidentsScreen'),
  ),
  later(
    '/incidents/$ref',
    lazyRouteComponent(() => import('./pages/incident.tsx'), 'IncidentScreen'),
  ),
  later(
    '/incidents/$ref/brief',
    lazyRouteComponent(() => import('./pages/incident-brief.tsx'), 'IncidentBriefScreen'),
  ),
  later(
    '/incidents/$ref/retrospective',
    lazyRouteComponent(() => import('./pages/retrospective.tsx'), 'IncidentRetrospectiveScreen'),
  ),
  later(
    '/learn',
    lazyRouteComponent(() => import('./pages/learn.tsx'), 'LearnScreen'),
  ),
  later(
    '/learn/search',
    lazyRouteComponent(() => import('./pages/search.tsx'), 'SearchScreen'),
  ),
  later(
    '/learn/numbers',
    lazyRouteComponent(() => import('./pages/numbers.tsx'), 'NumbersScreen'),
  ),
  later(
    '/learn/sessions',
    lazyRouteComponent(() => import('./pages/sessions.tsx'), 'SessionsScreen'),
  ),
  later(
    '/learn/sessions/$id',
    lazyRouteComponent(() => import('./pages/session.tsx'), 'SessionScreen'),
  ),
  later(
    '/learn/reports/$id',
    lazyRouteComponent(() => import('./pages/published-report.tsx'), 'PublishedReportScreen'),
  ),
  later(
    '/learn/retrospectives/$id',
    lazyRouteComponent(() => import('./pages/retrospective.tsx'), 'RetrospectiveScreen'),
  ),
  later(
    '/declare',
    lazyRouteComponent(() => import('./pages/declare.tsx'), 'DeclareScreen'),
  ),
  ...['/report', '/declare/support'].map((path) =>
    later(
      path,
      lazyRouteComponent(() => import('./pages/support-declare.tsx'), 'SupportDeclareScreen'),
    ),
  ),
  later(
    '/on-call',
    lazyRouteComponent(() => import('./pages/on-call.tsx'), 'OnCallScreen'),
  ),
  later(
    '/on-call/cover',
    lazyRouteComponent(() => import('./pages/cover.tsx'), 'CoverScreen'),
  ),
  later(
    '/on-call/$name',
    lazyRouteComponent(() => import('./pages/schedule.tsx'), 'ScheduleScreen'),
  ),
  later(
    '/policies',
    lazyRouteComponent(() => import('./pages/policies.tsx'), 'PoliciesScreen'),
  ),
  later(
    '/policies/$name',
    lazyRouteComponent(() => import('./pages/policy.tsx'), 'PolicyScreen'),
  ),
  later(
    '/policies/new',
    lazyRouteComponent(() => import('./pages/policy-edit.tsx'), 'NewPolicyScreen'),
  ),
  later(
    '/policies/$name/edit',
    lazyRouteComponent(() => import('./pages/policy-edit.tsx'), 'EditPolicyScreen'),
  ),
  later(
    '/on-call/new',
    lazyRouteComponent(() => import('./pages/schedule-edit.tsx'), 'NewScheduleScreen'),
  ),
  later(
    '/on-call/$name/edit',
    lazyRouteComponent(() => import('./pages/schedule-edit.tsx'), 'EditScheduleScreen'),
  ),
  later(
    '/on-call/$name/temporary',
    lazyRouteComponent(() => import('./pages/temporary.tsx'), 'TemporaryScreen'),
  ),
  later(
    '/on-call/readiness',
    lazyRouteComponent(() => import('./pages/readiness.tsx'), 'ReadinessScreen'),
  ),
  later(
    '/measure/load',
    lazyRouteComponent(() => import('./pages/load.tsx'), 'LoadScreen'),
  ),
  later(
    '/measure/incidents',
    lazyRouteComponent(() => import('./pages/reliability.tsx'), 'ReliabilityScreen'),
  ),
  later(
    '/measure/practice',
    lazyRouteComponent(() => import('./pages/practice.tsx'), 'PracticeScreen'),
  ),
  later(
    '/learn/follow-ups',
    lazyRouteComponent(() => import('./pages/follow-ups.tsx'), 'FollowUpsScreen'),
  ),
  later(
    '/wall',
    lazyRouteComponent(() => import('./pages/wall.tsx'), 'WallScreen'),
  ),
  later(
    '/me',
    lazyRouteComponent(() => import('./pages/reach-me.tsx'), 'ReachMeScreen'),
  ),
  later(
    '/me/security',
    lazyRouteComponent(() => import('./pages/security.tsx'), 'SecurityScreen'),
  ),
  later(
    '/services',
    lazyRouteComponent(() => import('./pages/services.tsx'), 'ServicesScreen'),
  ),
  later(
    '/services/$name',
    lazyRouteComponent(() => import('./pages/service.tsx'), 'ServiceScreen'),
  ),
  later(
    '/maintenance',
    lazyRouteComponent(() => import('./pages/maintenance.tsx'), 'MaintenanceScreen'),
  ),
  later(
    '/setup',
    lazyRouteComponent(() => import('./pages/setup.tsx'), 'SetupScreen'),
  ),
  later(
    '/setup/integrations',
    lazyRouteComponent(() => import('./pages/integrations.tsx'), 'IntegrationsScreen'),
  ),
  later(
    '/setup/integrations/$name',
    lazyRouteComponent(() => import('./pages/integration.tsx'), 'IntegrationScreen'),
  ),
  later(
    '/setup/people',
    lazyRouteComponent(() => import('./pages/people.tsx'), 'PeopleScreen'),
  ),
  later(
    '/setup/organisation',
    lazyRouteComponent(() => import('./pages/organisation.tsx'), 'OrganisationScreen'),
  ),
  later(
    '/setup/respond',
    lazyRouteComponent(() => import('./pages/respond-setup.tsx'), 'RespondSetupScreen'),
  ),
  later(
    '/setup/retrospectives',
    lazyRouteComponent(() => import('./pages/retrospective-setup.tsx'), 'RetrospectiveSetupScreen'),
  ),
  later(
    '/setup/availability',
    lazyRouteComponent(() => import('./pages/availability-setup.tsx'), 'AvailabilitySetupScreen'),
  ),
  later(
    '/setup/obligations',
    lazyRouteComponent(() => import('./pages/obligations-setup.tsx'), 'ObligationsSetupScreen'),
  ),
  later(
    '/setup/follow-ups',
    lazyRouteComponent(() => import('./pages/follow-ups-setup.tsx'), 'FollowUpsSetupScreen'),
  ),
  later(
    '/setup/teams',
    lazyRouteComponent(() => import('./pages/teams.tsx'), 'TeamsScreen'),
  ),
  later(
    '/setup/sign-in',
    lazyRouteComponent(() => import('./pages/sign-in-setup.tsx'), 'SignInSetupScreen'),
  ),
  later(
    '/setup/status-pages',
    lazyRouteComponent(() => import('./pages/status-pages.tsx'), 'StatusPagesScreen'),
  ),
  later(
    '/setup/status-pages/$name',
    lazyRouteComponent(() => import('./pages/status-page.tsx'), 'StatusPageScreen'),
  ),
  later(
    '/setup/status-pages/$name/subscribers',
    lazyRouteComponent(() => import('./pages/status-page-subscribers.tsx'), 'StatusPageSubscribersScreen'),
  ),
  later(
    '/reading/$',
    lazyRouteComponent(() => import('./pages/reading.tsx'), 'ReadingScreen'),
  ),
  later(
    '/setup/import',
    lazyRouteComponent(() => import('./pages/import.tsx'), 'ImportScreen'),
  ),
  later(
    '/setup/channels',
    lazyRouteComponent(() => import('./pages/channels.tsx'), 'ChannelsScreen'),
  ),
  later(
    '/setup/audiences',
    lazyRouteComponent(() => import('./pages/audiences.tsx'), 'AudiencesScreen'),
  ),
  later(
    '/setup/tokens',
    lazyRouteComponent(() => import('./pages/tokens.tsx'), 'TokensScreen'),
  ),
  later(
    '/setup/health',
    lazyRouteComponent(() => import('./pages/health.tsx'), 'HealthScreen'),
  ),
  later(
    '/setup/messages',
    lazyRouteComponent(() => import('./pages/message-log.tsx'), 'MessageLogScreen'),
  ),
  later(
    '/setup/audit',
    lazyRouteComponent(() => import('./pages/audit.tsx'), 'AuditScreen'),
  ),
];

/** Which address shows which screen. */
export const router = createRouter({
  routeTree: root.addChildren(screens),
  parseSearch,
  stringifySearch: formatSearch,
  defaultErrorComponent: CrashScreen,
  scrollRestoration: true,
  defaultPreload: false,
});
