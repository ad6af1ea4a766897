/**
 * News of an incident for those outside the response (api.md, section 8). What is sent is its own text and title, never
 * the incident's. The next news are promised with it, in minutes; left out, as the severity has it.
 */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { id, instant, line, name } from '../platform/wire.ts';
import { byRef } from '../respond/incidents.ts';
import { audience } from '../respond/settings.ts';
import { incidentActor } from '../respond/state.ts';

export const updateStates = ['investigating', 'identified', 'monitoring', 'resolved'] as const;
export const componentStates = [
  'operational',
  'degraded_performance',
  'partial_outage',
  'major_outage',
  'under_maintenance',
] as const;
export const updateKinds = ['heads-up', 'update', 'still-working', 'closing'] as const;

const component = z.strictObject({ name: line(120), state: z.enum(componentStates) });
const said = {
  title: z.string().trim().max(300).optional(),
  state: z.enum(updateStates).optional(),
  components: z.array(component).max(100).optional(),
  /** Status pages to put it on, by name; left out, those that hold one of the components. */
  pages: z.array(name).max(50).optional(),
  nextInMinutes: z.int().min(1).max(10_080).optional(),
};

export const update = z.object({
  id,
  audience,
  kind: z.enum(updateKinds),
  title: z.string(),
  text: z.string(),
  state: z.enum(updateStates).nullable(),
  components: z.array(component),
  at: instant,
  by: incidentActor,
  /** The next news that it promises by itself; null where the severity does. */
  nextAt: instant.nullable(),
});
export type Update = z.infer<typeof update>;

/** What somebody is writing; one for each audience, so that two go on with the same one. */
export const draft = z.object({
  audience,
  title: z.string(),
  text: z.string(),
  state: z.enum(updateStates).nullable(),
  components: z.array(component),
  nextInMinutes: z.int().nullable(),
  /** Null while nobody has saved it: it was made from the record just now. */
  saved: z.object({ at: instant, by: z.string() }).nullable(),
});
export type Draft = z.infer<typeof draft>;

export const updates = z.object({
  /** Newest first. */
  items: z.array(update),
  /** One for each audience that the severity tells, or that was told. */
  drafts: z.array(draft),
});

export const listUpdates = endpoint('GET /api/v1/incidents/{ref}/updates', {
  who: 'reader',
  area: 'incidents',
  summary: 'The news that were sent of an incident, newest first, and those that are being written.',
  params: byRef,
  answer: updates,
});
export const createUpdate = endpoint('POST /api/v1/incidents/{ref}/updates', {
  who: 'responder',
  area: 'incidents',
  summary: 'Send news to an audience, or keep them as a draft. Without a text: "still working on it".',
  params: byRef,
  body: z.strictObject({
    audience,
    ...said,
    /** Left out only with `kind: still-working`, which needs no words. */
    text: z.string().trim().max(20_000).optional(),
    kind: z.enum(updateKinds).optional(),
    publish: z.boolean(),
  }),
  answer: updates,
  status: 201,
});
