/**
 * News of an incident for those outside the response (api.md, section 8). What is sent is its own text and title, never
 * the incident's. The next news are promised with it, in minutes; left out, as the severity has it.
 */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { id, instant, line, name } from '../platform/wire.ts';
import { byRef, ref } from '../respond/incidents.ts';
import { approval, audience } from '../respond/settings.ts';
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
  /** Who said yes to it, where it needed one. */
  approvedBy: z.string().nullable(),
  /** Taken back, for a reason that stays inside; it is history from then on. */
  retracted: z.object({ at: instant, by: z.string(), reason: z.string() }).nullable(),
  /** How it was put right: what it said until then, the latest first. `text` and `title` are what holds. */
  corrections: z.array(
    z.object({ at: instant, by: z.string(), reason: z.string(), title: z.string(), text: z.string() }),
  ),
});
export type Update = z.infer<typeof update>;

/** What somebody is writing; one for each audience, so that two go on with the same one. */
export const draft = z.object({
  audience,
  title: z.string(),
  text: z.string(),
  state: z.enum(updateStates).nullable(),
  components: z.array(component),
  /** The status pages that it is meant for, by name; null while nobody has chosen. */
  pages: z.array(name).nullable(),
  nextInMinutes: z.int().nullable(),
  /** Null while nobody has saved it: it was made from the record just now. */
  saved: z.object({ at: instant, by: z.string() }).nullable(),
});
export type Draft = z.infer<typeof draft>;

/** News that were handed in and are not out yet: they wait for a yes, for their time, or for both. */
export const waiting = draft.omit({ saved: true }).extend({
  id,
  kind: z.enum(updateKinds),
  writtenBy: incidentActor,
  askedAt: instant,
  needs: approval.nullable(),
  /** Who is asked for the yes; null where anybody else who responds may give it, or none is needed. */
  asked: z.string().nullable(),
  approvedBy: z.string().nullable(),
  sendAt: instant.nullable(),
  /** The news that it puts right; null for new ones. */
  corrects: id.nullable(),
  /** Whether whoever asks may say yes. */
  mayApprove: z.boolean(),
});
export type Waiting = z.infer<typeof waiting>;

/** News that were handed in and never went out: with a no, taken back by whoever wrote them, or held. */
export const unsent = z.object({
  id,
  /** The place of this in the record: the past shows what was known then. */
  seq: z.int(),
  audience,
  title: z.string(),
  text: z.string(),
  writtenBy: incidentActor,
  how: z.enum(['refused', 'withdrawn', 'held']),
  at: instant,
  by: incidentActor,
  reason: z.string(),
});
export type Unsent = z.infer<typeof unsent>;

export const updates = z.object({
  /** Newest first. */
  items: z.array(update),
  /** Newest first. */
  unsent: z.array(unsent),
  /** One for each audience that the severity tells, or that was told. */
  drafts: z.array(draft),
  waiting: z.array(waiting),
});
export type Updates = z.infer<typeof updates>;

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
  summary:
    'Send news to an audience, at once or at an instant, or keep them as a draft. Without a text: "still working on it". Where the severity asks for a yes, they wait for it.',
  params: byRef,
  body: z.strictObject({
    audience,
    ...said,
    /** Left out only with `kind: still-working`, which needs no words. */
    text: z.string().trim().max(20_000).optional(),
    kind: z.enum(updateKinds).optional(),
    publish: z.boolean(),
    /** When they go out; left out, as soon as they may. Only with `publish`. */
    sendAt: instant.optional(),
  }),
  answer: updates,
  status: 201,
});

const ofUpdate = z.strictObject({ ref, id });
const waits = z.strictObject({ ref, audience });
/** Of the news that were read: what was handed in meanwhile is not approved unread. */
const theseNews = { id };
const whyNot = line(500);

export const retractUpdate = endpoint('POST /api/v1/incidents/{ref}/updates/{id}/retraction', {
  who: 'responder',
  area: 'incidents',
  summary: 'Take news back. They stay in the history; the reason stays inside.',
  params: ofUpdate,
  body: z.strictObject({ reason: whyNot }),
  answer: updates,
});
export const correctUpdate = endpoint('POST /api/v1/incidents/{ref}/updates/{id}/correction', {
  who: 'responder',
  area: 'incidents',
  summary: 'Put news right. What they said until then stays in the history.',
  params: ofUpdate,
  body: z.strictObject({
    title: said.title,
    text: z.string().trim().min(1).max(20_000),
    state: said.state,
    components: said.components,
    reason: whyNot,
  }),
  answer: updates,
});
export const approveUpdate = endpoint('POST /api/v1/incidents/{ref}/waiting-updates/{audience}/approval', {
  who: 'responder',
  area: 'incidents',
  summary: 'Say yes to news that somebody else wrote. They go out at once, or at their time.',
  params: waits,
  body: z.strictObject(theseNews),
  answer: updates,
});
export const withdrawUpdate = endpoint('POST /api/v1/incidents/{ref}/waiting-updates/{audience}/withdrawal', {
  who: 'responder',
  area: 'incidents',
  summary: 'Take news that wait back, or say no to them, with a reason. They are a draft again.',
  params: waits,
  body: z.strictObject({ ...theseNews, reason: whyNot }),
  answer: updates,
});
