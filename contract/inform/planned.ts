/** What is told of a maintenance, to whom and when. */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { byId, id, instant, line } from '../platform/wire.ts';
import { audience } from '../respond/settings.ts';
import { maintenanceActs } from './planned-text.ts';

const act = z.enum(maintenanceActs);
const text = line(2_000);

const notices = z.strictObject({
  /** Nobody: from now on nothing is said. */
  audiences: z.array(audience).max(6),
  /** What it is called for them; the maintenance's own title is for people inside. */
  title: line(200),
  /** So many hours before each window. */
  remindHours: z.array(z.int().min(1).max(336)).max(4),
  texts: z.strictObject({
    announced: text,
    reminded: text,
    started: text,
    changed: text,
    ended: text,
    cancelled: text,
  }),
});
export type PlannedNotices = z.infer<typeof notices>;

export const plannedNews = z.object({
  id,
  act,
  at: instant,
  audiences: z.array(audience),
  title: z.string(),
  text: z.string(),
  /** The window that it is about. */
  window: instant.nullable(),
  /** How many hear it by audience lists or because they follow, and how many as subscribers of status pages. */
  recipients: z.int().min(0),
  subscribers: z.int().min(0),
});
export type PlannedNews = z.infer<typeof plannedNews>;

const answer = z.object({
  notices: notices.extend({ approvedBy: z.string(), approvedAt: instant }).nullable(),
  /** What was said, the newest first. */
  news: z.array(plannedNews),
});
export type PlannedTelling = z.infer<typeof answer>;

export const getPlannedNotices = endpoint('GET /api/v1/maintenances/{id}/notices', {
  who: 'signedIn',
  area: 'services',
  summary: 'What is told of a maintenance and what was said.',
  params: byId,
  answer,
});
export const putPlannedNotices = endpoint('PUT /api/v1/maintenances/{id}/notices', {
  who: 'responder',
  area: 'services',
  summary: 'Approve what is told of a maintenance. The first time it is announced at once.',
  params: byId,
  body: notices,
  answer,
});
