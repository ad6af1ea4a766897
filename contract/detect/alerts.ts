import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { byId, id, instant, listOf, listQuery } from '../platform/wire.ts';

export const alertStates = ['firing', 'acknowledged', 'resolved'] as const;
export const alertSeverities = ['critical', 'error', 'warning', 'info'] as const;
const texts = z.record(z.string(), z.string());

export const alert = z.object({
  id,
  integration: z.string(),
  service: z.string(),
  dedupKey: z.string(),
  state: z.enum(alertStates),
  severity: z.enum(alertSeverities),
  title: z.string(),
  description: z.string(),
  labels: texts,
  annotations: texts,
  links: z.array(z.object({ href: z.string(), text: z.string().optional() })),
  /** How often the sender has said it. */
  count: z.number().int(),
  firstAt: instant,
  lastAt: instant,
  startsAt: instant,
  endsAt: instant.nullable(),
  /** The alert group, and the page that was opened for it. */
  group: id.nullable(),
  page: id.nullable(),
  /** It began during this maintenance of its service, or is open while it runs: then it calls nobody. */
  maintenance: z.object({ id, title: z.string() }).nullable(),
});
export type Alert = z.infer<typeof alert>;

export const listAlerts = endpoint('GET /api/v1/alerts', {
  who: 'signedIn',
  area: 'alerts',
  summary: 'Alerts, latest first.',
  query: z.strictObject({
    ...listQuery,
    state: z.enum([...alertStates, 'open']).optional(),
    service: z.string().max(64).optional(),
    severity: z.enum(alertSeverities).optional(),
    /** `name=value`, may be repeated. */
    label: z.union([z.string().max(8500), z.array(z.string().max(8500)).max(20)]).optional(),
    since: instant.optional(),
    q: z.string().max(200).optional(),
    group: id.optional(),
    /** All that share one page: of a storm, the alerts of many groups. */
    page: id.optional(),
  }),
  answer: listOf(alert),
});
export const getAlert = endpoint('GET /api/v1/alerts/{id}', {
  who: 'signedIn',
  area: 'alerts',
  summary: 'One alert.',
  params: byId,
  answer: alert.extend({
    /** Why it went where it went: the route that matched, the group, the service. */
    why: z.string(),
  }),
});
