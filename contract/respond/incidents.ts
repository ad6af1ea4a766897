/** Incidents on the wire (api.md, section 7): declare, read, change, and the stream itself. */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { id, instant, line, listOf, listQuery, name } from '../platform/wire.ts';
import { levels } from './health-look.ts';
import { category } from './settings.ts';
import {
  clock,
  confidences,
  consequences,
  detectionSources,
  entry,
  incidentActor,
  incidentState,
  kinds,
} from './state.ts';

/** `INC-42`; of a private incident a code name that tells no number. Its id does as well. */
export const ref = z.string().min(1).max(64);
export const byRef = z.strictObject({ ref });

/** The whole of it, for those who work on it: the state, its running clocks, and the latest entries. */
export const incident = incidentState.extend({
  clocks: z.array(clock),
  /** The latest hundred, newest first; the rest by `GET .../entries`. */
  entries: z.array(entry),
});
export type Incident = z.infer<typeof incident>;

/** A row of the list: what everybody in the company may know. */
export const incidentRow = z.object({
  id,
  ref: z.string(),
  title: z.string(),
  kind: z.enum(kinds),
  private: z.boolean(),
  severity: z.string(),
  severityRank: z.int(),
  status: z.string(),
  category,
  commander: z.string().nullable(),
  services: z.array(z.string()),
  declaredAt: instant,
  declaredBy: incidentActor,
  endedAt: instant.nullable(),
  nextUpdateAt: instant.nullable(),
  lastUpdateAt: instant.nullable(),
  /** How well the response itself goes (R39), as of the answer. */
  health: z.enum(levels),
  /** The worst reason, in a sentence; empty where all is well. */
  healthWhy: z.string(),
  updatedAt: instant,
});
export type IncidentRow = z.infer<typeof incidentRow>;

export const declaration = z.strictObject({
  title: line(300),
  severity: name.optional(),
  services: z.array(name).max(50).optional(),
  summary: z.string().max(10_000).optional(),
  kind: z.enum(kinds).optional(),
  private: z.boolean().optional(),
  type: name.optional(),
  source: z.enum(detectionSources).optional(),
  /** The page that led to it. */
  page: id.optional(),
  startedAt: instant.optional(),
  /** Of what is written down later: when it was over. */
  endedAt: instant.optional(),
  /** What kinds of harm it does (R11). */
  consequences: z.array(z.enum(consequences)).max(consequences.length).optional(),
  fields: z.record(name, z.string().max(2_000)).optional(),
  /** The incident that is back, too late to be reopened: both are linked. */
  recurrenceOf: ref.optional(),
  /** Whether whoever declares takes command at once. */
  command: z.boolean().optional(),
});

export const declareIncident = endpoint('POST /api/v1/incidents', {
  who: 'signedIn',
  area: 'incidents',
  summary: 'Declare an incident. One field is enough: what is wrong.',
  body: declaration,
  answer: incident,
  status: 201,
});
export const listIncidents = endpoint('GET /api/v1/incidents', {
  who: 'signedIn',
  area: 'incidents',
  summary: 'Incidents, latest first. Private ones appear to their members only.',
  query: z.strictObject({
    ...listQuery,
    /** A status, a category, or `open`. */
    status: z.string().max(64).optional(),
    severity: z.string().max(64).optional(),
    service: z.string().max(64).optional(),
    kind: z.enum(kinds).optional(),
    /** The id of a page: the incidents that it belongs to. */
    page: id.optional(),
    q: z.string().max(200).optional(),
  }),
  answer: listOf(incidentRow),
});
export const getIncident = endpoint('GET /api/v1/incidents/{ref}', {
  who: 'reader',
  area: 'incidents',
  summary: 'One incident, now or as it was at an instant.',
  params: byRef,
  query: z.strictObject({ at: instant.optional() }),
  answer: incident,
});
export const changeIncident = endpoint('PATCH /api/v1/incidents/{ref}', {
  who: 'responder',
  area: 'incidents',
  summary: 'Change severity, status, title and the like. `If-Match: <version>` refuses what is older.',
  params: byRef,
  body: z.strictObject({
    title: line(300).optional(),
    summary: z.string().max(10_000).optional(),
    /** What is done next. Said again unchanged, it means that the plan was looked at and holds. */
    plan: z.string().trim().max(5_000).optional(),
    severity: name.optional(),
    status: name.optional(),
    services: z.array(name).max(50).optional(),
    type: name.optional(),
    source: z.enum(detectionSources).optional(),
    fields: z.record(name, z.string().max(2_000)).optional(),
    /** Moments by name; null takes one back. */
    times: z.record(z.string().max(40), instant.nullable()).optional(),
    /** How the moments of this change are known, and how surely. */
    timesKnown: z.strictObject({ source: line(300), confidence: z.enum(confidences) }).optional(),
    consequences: z.array(z.enum(consequences)).max(consequences.length).optional(),
    /** Why it is closed although something is missing. */
    exception: line(2_000).optional(),
    /** Why. What is closed or cancelled is changed with a reason only, and says so ever after. */
    reason: z.string().max(2_000).optional(),
  }),
  answer: incident,
});
export const resolveIncident = endpoint('POST /api/v1/incidents/{ref}/resolution', {
  who: 'responder',
  area: 'incidents',
  summary: 'The impact is over and the response ends; learning goes on.',
  params: byRef,
  body: z.strictObject({ at: instant.optional(), text: z.string().max(5_000).optional() }).optional(),
  answer: incident,
});
export const reopenIncident = endpoint('POST /api/v1/incidents/{ref}/reopening', {
  who: 'responder',
  area: 'incidents',
  summary:
    'It is back: the same incident goes on, with its record. After 14 days it is another one: declare it with `recurrenceOf`.',
  params: byRef,
  body: z.strictObject({ reason: line(2_000) }),
  answer: incident,
});
