import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { byName, id, instant, listOf, listQuery, name } from '../platform/wire.ts';
import { alertSeverities } from './alerts.ts';

export const doors = ['alertmanager', 'pagerduty', 'generic', 'heartbeat'] as const;

export const integration = z.object({
  name: z.string(),
  door: z.enum(doors),
  service: z.string(),
  /** Where the sender posts to, with `<key>` where the key goes; the key itself is shown once, when it is made. */
  address: z.string(),
  keyHint: z.string(),
  createdAt: instant,
  /** The last delivery that was accepted, whatever it said. */
  lastEventAt: instant.nullable(),
});
export type Integration = z.infer<typeof integration>;

/** One request of a sender, as it came and as it was answered. */
export const delivered = z.object({
  id,
  receivedAt: instant,
  status: z.number().int(),
  accepted: z.number().int(),
  rejected: z.number().int(),
  reason: z.string().nullable(),
  raw: z.string(),
});

export const integrationBody = z.strictObject({
  name,
  door: z.enum(doors),
  service: name,
  key: z
    .string()
    .min(16, 'a key has at least 16 characters')
    .max(200)
    .regex(/^[A-Za-z0-9._~-]+$/, 'a key consists of letters, digits and . _ ~ -')
    .optional(),
  defaultSeverity: z.enum(alertSeverities).optional(),
  /** Alerts with all these labels are signs of life, such as a Watchdog; their absence is the alarm. */
  heartbeatMatch: z
    .record(z.string().min(1).max(256), z.string().max(1_000))
    .refine((labels) => Object.keys(labels).length > 0, 'name at least one label')
    .optional(),
  /** Heartbeats, and what `heartbeatMatch` finds: how often the sender promises to call, and how much later it may be, in minutes. */
  period: z.int().min(1).max(525_600).optional(),
  grace: z.int().min(0).max(525_600).optional(),
});

export const listIntegrations = endpoint('GET /api/v1/integrations', {
  who: 'signedIn',
  area: 'integrations',
  summary: 'Integrations and when each was last heard.',
  query: z.strictObject(listQuery),
  answer: listOf(integration),
});
export const createIntegration = endpoint('POST /api/v1/integrations', {
  who: 'responder',
  area: 'integrations',
  summary: 'Make an integration. Its key is in this answer only.',
  body: integrationBody,
  answer: z.object({ integration, key: z.string() }),
  status: 201,
});
export const rotateKey = endpoint('POST /api/v1/integrations/{name}/key', {
  who: 'responder',
  area: 'integrations',
  summary: 'Replace the key of an integration; the old one stops at once.',
  params: byName,
  answer: z.object({ integration, key: z.string() }),
  status: 201,
});
export const deleteIntegration = endpoint('DELETE /api/v1/integrations/{name}', {
  who: 'responder',
  area: 'integrations',
  summary: 'Remove an integration; its alerts stay.',
  params: byName,
});
export const listDeliveries = endpoint('GET /api/v1/integrations/{name}/events', {
  who: 'reader',
  area: 'integrations',
  summary: 'The last requests of a sender, as they came and as they were answered.',
  params: byName,
  query: z.strictObject(listQuery),
  answer: listOf(delivered),
});
