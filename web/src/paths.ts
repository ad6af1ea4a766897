/** Every address of the application, built here and nowhere else. */
type Query = Record<string, string | string[] | undefined>;

export const paths = {
  now: '/',
  pages: (query: { state?: string; service?: string; person?: string } = {}) => at('/pages', query),
  page: (id: string) => at(`/pages/${part(id)}`),
  alerts: (query: Query = {}) => at('/alerts', query),
  alert: (id: string) => at(`/alerts/${part(id)}`),
  incidents: (query: Query = {}) => at('/incidents', query),
  incident: (ref: string, query: { at?: string; tab?: string } = {}) => at(`/incidents/${part(ref)}`, query),
  incidentBrief: (ref: string) => at(`/incidents/${part(ref)}/brief`),
  declare: (query: { page?: string; title?: string; service?: string; reports?: string[] } = {}) =>
    at('/declare', query),
  report: '/report',
  onCall: '/on-call',
  cover: '/on-call/cover',
  schedule: (name: string, query: { from?: string; view?: string; zone?: string } = {}) =>
    at(`/on-call/${part(name)}`, query),
  policies: '/policies',
  policy: (name: string) => at(`/policies/${part(name)}`),
  newPolicy: '/policies/new',
  editPolicy: (name: string) => at(`/policies/${part(name)}/edit`),
  newSchedule: '/on-call/new',
  temporary: (name: string) => at(`/on-call/${part(name)}/temporary`),
  editSchedule: (name: string) => at(`/on-call/${part(name)}/edit`),
  readiness: '/on-call/readiness',
  load: (query: { rota?: string; until?: string } = {}) => at('/measure/load', query),
  practice: '/measure/practice',
  reliability: (query: { service?: string } = {}) => at('/measure/incidents', query),
  learn: (query: Query = {}) => at('/learn', query),
  retrospective: (ref: string) => at(`/incidents/${part(ref)}/retrospective`),
  aloneRetrospective: (id: string) => at(`/learn/retrospectives/${part(id)}`),
  followUps: (query: Query = {}) => at('/learn/follow-ups', query),
  publishedReport: (id: string) => at(`/learn/reports/${part(id)}`),
  search: (query: Query = {}) => at('/learn/search', query),
  reportNumbers: '/learn/numbers',
  sessions: '/learn/sessions',
  session: (id: string) => at(`/learn/sessions/${part(id)}`),
  wall: '/wall',
  reachMe: '/me',
  security: '/me/security',
  services: (query: { q?: string } = {}) => at('/services', query),
  service: (name: string) => at(`/services/${part(name)}`),
  maintenance: (query: { plan?: string; service?: string } = {}) => at('/maintenance', query),
  setup: '/setup',
  welcome: '/welcome',
  newPassword: '/new-password',
  integrations: '/setup/integrations',
  integration: (name: string) => at(`/setup/integrations/${part(name)}`),
  people: (query: { q?: string } = {}) => at('/setup/people', query),
  organisation: '/setup/organisation',
  retrospectiveSetup: '/setup/retrospectives',
  respondSetup: '/setup/respond',
  availabilitySetup: '/setup/availability',
  obligationsSetup: '/setup/obligations',
  followUpsSetup: '/setup/follow-ups',
  teams: '/setup/teams',
  signInSetup: '/setup/sign-in',
  statusPages: '/setup/status-pages',
  statusPage: (name: string) => at(`/setup/status-pages/${part(name)}`),
  statusPageSubscribers: (name: string) => at(`/setup/status-pages/${part(name)}/subscribers`),
  importHistory: '/setup/import',
  channels: '/setup/channels',
  audiences: '/setup/audiences',
  tokens: '/setup/tokens',
  health: '/setup/health',
  messageLog: (query: Query = {}) => at('/setup/messages', query),
  audit: (query: Query = {}) => at('/setup/audit', query),
} as const;

function part(value: string): string {
  return encodeURIComponent(value);
}

function at(path: string, query: Query = {}): string {
  const search = searchText(query);
  return search ? `${path}?${search}` : path;
}

/** Query parameters as text; what is empty is left out, lists repeat their name. */
export function searchText(query: Query): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query))
    for (const one of Array.isArray(value) ? value : [value]) if (one) search.append(key, one);
  return search.toString();
}
