/**
 * Status pages: what works, said to people outside the response. A page is public, or for those who sign in. What
 * stands on it was put there by a person, or by a rule that a person wrote for the page (`follows`).
 */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { byId, byName, id, instant, name } from '../platform/wire.ts';
import { byRef } from '../respond/incidents.ts';
import { componentSettings, pageSettings } from './status-page-item.ts';
import { componentStates, updateStates } from './updates.ts';

export const indicators = ['none', 'minor', 'major', 'critical', 'maintenance'] as const;
export const componentState = z.enum(componentStates);
export type ComponentState = z.infer<typeof componentState>;

/** How a part of the product is called outside, and the services that it stands on. */
const componentWish = z.strictObject({
  /** Left out for a new one. */
  id: id.optional(),
  name: componentSettings.shape.name,
  about: componentSettings.shape.about.default(''),
  group: componentSettings.shape.group.default(null),
  services: componentSettings.shape.services.default([]),
});

const { shape: settings } = pageSettings;
const wish = z.strictObject({
  title: settings.title,
  visibility: z.enum(['public', 'internal']),
  host: settings.host.default(null),
  colour: settings.colour.default(null),
  logo: settings.logo.default(''),
  twoPersons: settings.twoPersons.default(false),
  follows: settings.follows.default('nothing'),
  /** In their order; those of one group stand together where the first of them stands. */
  components: z.array(componentWish).max(200).default([]),
});
export type StatusPageWish = z.input<typeof wish>;

export const statusPageComponent = z.object({
  id,
  name: z.string(),
  about: z.string(),
  group: z.string().nullable(),
  services: z.array(z.string()),
  /** As the page shows it now. */
  state: componentState,
});
export type StatusPageComponent = z.infer<typeof statusPageComponent>;

export const statusPage = z.object({
  id,
  name,
  title: z.string(),
  visibility: z.enum(['public', 'internal']),
  host: z.string().nullable(),
  colour: z.string().nullable(),
  logo: z.string(),
  twoPersons: z.boolean(),
  follows: z.enum(['nothing', 'impact']),
  components: z.array(statusPageComponent),
  indicator: z.enum(indicators),
  /** Where it is read. */
  url: z.string(),
  /** How many updates wait for a second person. */
  waiting: z.int(),
  /** What keeps it from being written; null while all is well. */
  problem: z.object({ text: z.string(), since: instant }).nullable(),
  /** Changes with every change; for `If-Match`. */
  version: z.string(),
});
export type StatusPage = z.infer<typeof statusPage>;

/** One update as it stands on a page. */
export const pageUpdate = z.object({
  id,
  /** The news of the incident that it came from; null where the page's history was brought from elsewhere. */
  update: id.nullable(),
  state: z.enum(updateStates),
  text: z.string(),
  components: z.array(z.object({ name: z.string(), state: componentState })),
  at: instant,
  by: z.string(),
  editedAt: instant.nullable(),
  retractedAt: instant.nullable(),
  /** shown; waiting for a second person; or refused by them, and so never shown. */
  stands: z.enum(['shown', 'waiting', 'refused']),
});

/** What stands on a page: an incident in the words that were chosen for its readers. */
export const notice = z.object({
  id,
  page: name,
  /** The incident's reference, for whoever may see the incident; null for others, and for what was imported. */
  incident: z.string().nullable(),
  title: z.string(),
  state: z.enum(updateStates),
  createdAt: instant,
  resolvedAt: instant.nullable(),
  /** Newest first. */
  updates: z.array(pageUpdate),
});
export type Notice = z.infer<typeof notice>;

/** Where the news of an incident stand. */
export const placement = z.object({
  update: id,
  page: name,
  title: z.string(),
  url: z.string(),
  stands: pageUpdate.shape.stands,
  editedAt: instant.nullable(),
  retractedAt: instant.nullable(),
  /** Of the page: null, or why what stands there may be old. */
  problem: z.string().nullable(),
});
export type Placement = z.infer<typeof placement>;

const shared = { area: 'incidents' } as const;

export const listStatusPages = endpoint('GET /api/v1/status-pages', {
  ...shared,
  who: 'reader',
  summary: 'All status pages, with their components and what these show now.',
  answer: z.object({ items: z.array(statusPage) }),
});
export const getStatusPage = endpoint('GET /api/v1/status-pages/{name}', {
  ...shared,
  who: 'reader',
  summary: 'One status page.',
  params: byName,
  answer: statusPage,
});
export const createStatusPage = endpoint('POST /api/v1/status-pages', {
  ...shared,
  who: 'admin',
  summary: 'Open a status page. It is written at once, with nothing on it but its components.',
  body: wish.extend({ name }),
  answer: statusPage,
  status: 201,
});
export const putStatusPage = endpoint('PUT /api/v1/status-pages/{name}', {
  ...shared,
  who: 'admin',
  summary:
    'Change a status page. Components that are left out are gone; those with their ids keep their history.',
  params: byName,
  body: wish,
  answer: statusPage,
});
export const deleteStatusPage = endpoint('DELETE /api/v1/status-pages/{name}', {
  ...shared,
  who: 'admin',
  summary: 'Take a status page away, with everything on it.',
  params: byName,
});
export const listNotices = endpoint('GET /api/v1/status-pages/{name}/notices', {
  ...shared,
  who: 'reader',
  summary: 'What stands on a status page or waits to stand there, newest first.',
  params: byName,
  answer: z.object({ items: z.array(notice) }),
});
export const decidePageUpdate = endpoint('POST /api/v1/status-pages/{name}/updates/{id}/approval', {
  ...shared,
  who: 'responder',
  summary: 'The second person agrees that an update stands on the page, or refuses it.',
  params: z.strictObject({ ...byName.shape, ...byId.shape }),
  body: z.strictObject({ agreed: z.boolean(), reason: z.string().trim().max(1_000).default('') }),
  answer: z.object({ items: z.array(notice) }),
});
export const getSite = endpoint('GET /api/v1/status-pages/{name}/site', {
  ...shared,
  who: 'reader',
  summary: 'The files of a status page, made anew from what is on record.',
  params: byName,
  answer: z.object({ files: z.array(z.object({ path: z.string(), type: z.string(), body: z.string() })) }),
});
export const listPlacements = endpoint('GET /api/v1/incidents/{ref}/placements', {
  ...shared,
  who: 'reader',
  summary: 'On which status pages the news of an incident stand.',
  params: byRef,
  answer: z.object({ items: z.array(placement) }),
});
