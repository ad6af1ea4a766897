/**
 * Whether a service is ready for its next incident, in five kinds (practice.md R70): that somebody would see it, act,
 * organise, tell those concerned, and follow up. Every answer has what it rests on, as a thing that can be opened.
 */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { byName, instant } from '../platform/wire.ts';

export const readinessKinds = ['see', 'act', 'organise', 'communicate', 'follow-up'] as const;
export type ReadinessKind = (typeof readinessKinds)[number];

export const evidenceOf = [
  'integration',
  'route',
  'policy',
  'person',
  'team',
  'list',
  'status-page',
  'follow-ups',
] as const;

export const evidence = z.object({
  of: z.enum(evidenceOf),
  /** By which it is opened. */
  name: z.string(),
  /** As people call it. */
  label: z.string(),
  /** When it was last heard; null for never, and for what is not heard. */
  at: instant.nullable(),
  /** How many: members of a team or a list, follow-ups that are late. Null where nothing is counted. */
  n: z.int().nullable(),
  /** Whether it holds by itself. */
  holds: z.boolean(),
});
export type Evidence = z.infer<typeof evidence>;

export const readinessItem = z.object({
  kind: z.enum(readinessKinds),
  isReady: z.boolean(),
  /** The first 20. */
  evidence: z.array(evidence),
});
export type ReadinessItem = z.infer<typeof readinessItem>;

export const getServiceReadiness = endpoint('GET /api/v1/services/{name}/readiness', {
  who: 'signedIn',
  area: 'services',
  summary: 'Whether a service is ready for its next incident, in five kinds, with what each answer rests on.',
  params: byName,
  answer: z.object({ items: z.array(readinessItem) }),
});
