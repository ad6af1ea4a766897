/**
 * Reports: what a person says is wrong, support above all (R91). They gather on a service until somebody says which
 * incident they belong to, or that they are none; support may declare with the same form.
 */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { id, instant, line, listOf, listQuery, name } from '../platform/wire.ts';
import { incident, ref } from './incidents.ts';

/** Reports of one service within so many minutes belong together. */
export const gatherMinutes = 60;
/** From so many on the people of the service are told. */
export const gatherCount = 3;

const ticket = z.url({ protocol: /^https?$/, error: 'is no web address' }).max(2_000);

export const report = z.object({
  id,
  symptom: z.string(),
  service: z.string().nullable(),
  /** How many customers are affected, as far as whoever reported it knew. */
  customers: z.int().nullable(),
  tickets: z.array(z.string()),
  by: z.string(),
  at: instant,
  /** The incident that it belongs to; null also where whoever asks may not know of that. */
  incident: z.object({ ref: z.string(), title: z.string(), status: z.string() }).nullable(),
  dismissed: z.object({ by: z.string(), at: instant, reason: z.string() }).nullable(),
});
export type Report = z.infer<typeof report>;

export const addReport = endpoint('POST /api/v1/reports', {
  who: 'signedIn',
  area: 'incidents',
  summary:
    'Say what is wrong. It joins the incident that is named, or declares one, or waits for responders.',
  body: z.strictObject({
    symptom: line(2_000),
    service: name.optional(),
    customers: z.int().min(0).max(1_000_000_000).optional(),
    tickets: z.array(ticket).max(20).optional(),
    /** The open incident that it belongs to. */
    incident: ref.optional(),
    /** Whether it is one by itself. */
    declare: z.boolean().optional(),
  }),
  answer: report,
  status: 201,
});

export const listReports = endpoint('GET /api/v1/reports', {
  who: 'signedIn',
  area: 'incidents',
  summary: 'Reports, latest first, and what became of each.',
  query: z.strictObject({
    ...listQuery,
    /** `me`, or whoever reported it. */
    by: z.string().max(64).optional(),
    service: z.string().max(64).optional(),
  }),
  answer: listOf(report),
});

/** Reports of one service that wait to be looked at. */
export const gathering = z.object({
  service: z.string().nullable(),
  count: z.int(),
  /** As reported; the same customer may be in it twice. */
  customers: z.int(),
  firstAt: instant,
  lastAt: instant,
  /** The latest of them, at most twenty. */
  reports: z.array(report),
  /** Open incidents of the service. */
  incidents: z.array(z.object({ ref: z.string(), title: z.string() })),
});
export type Gathering = z.infer<typeof gathering>;

export const listGatherings = endpoint('GET /api/v1/reports/gathered', {
  who: 'reader',
  area: 'incidents',
  summary: 'Reports that belong to no incident yet, by service: each is a proposal to declare or to link.',
  answer: z.object({ items: z.array(gathering) }),
});

const some = z.array(id).min(1).max(200);
export const dismissReports = endpoint('POST /api/v1/reports/dismissal', {
  who: 'responder',
  area: 'incidents',
  summary: 'These reports are no incident. The reason is shown to whoever reported them.',
  body: z.strictObject({ reports: some, reason: line(500) }),
});

export const linkReports = endpoint('POST /api/v1/incidents/{ref}/reports', {
  who: 'responder',
  area: 'incidents',
  summary: 'These reports belong to this incident.',
  params: z.strictObject({ ref }),
  body: z.strictObject({ reports: some }),
  answer: incident,
});

export const listIncidentReports = endpoint('GET /api/v1/incidents/{ref}/reports', {
  who: 'reader',
  area: 'incidents',
  summary:
    'What was reported of this incident: the latest two hundred, and how many in each quarter of an hour.',
  params: z.strictObject({ ref }),
  answer: z.object({
    items: z.array(report),
    count: z.int(),
    customers: z.int(),
    /** Quarters of an hour with reports, oldest first. */
    quarters: z.array(z.object({ from: instant, count: z.int(), customers: z.int() })),
  }),
});
