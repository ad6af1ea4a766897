import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { byId, byName, id, instant, line, name } from '../platform/wire.ts';

const pageFact = z.object({ id, title: z.string(), state: z.string(), owner: z.string().nullable() });

/** What the next person should know, as Muster knows it by itself. */
export const handoverFacts = z.object({
  /** Pages of policies that call this schedule and are not over; snoozed ones among them. */
  open: z.array(pageFact),
  /** Those that ended within the last day. */
  ended: z.array(pageFact),
  overrides: z.array(z.object({ start: instant, end: instant, text: z.string() })),
  /** When nobody is on call within two weeks. */
  gaps: z.array(z.object({ start: instant, end: instant })),
});
export type HandoverFacts = z.infer<typeof handoverFacts>;

export const handover = z.object({
  id,
  schedule: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  notes: z.string(),
  facts: handoverFacts,
  /** Whether whoever accepts it says in own words what it is about. */
  wantsReadBack: z.boolean(),
  state: z.enum(['handed', 'accepted']),
  handedAt: instant,
  acceptedBy: z.string().nullable(),
  acceptedAt: instant.nullable(),
  readBack: z.string().nullable(),
});
export type Handover = z.infer<typeof handover>;

const written = {
  notes: z.string().trim().max(5_000).default(''),
  wantsReadBack: z.boolean().default(false),
};

export const draftHandover = endpoint('GET /api/v1/schedules/{name}/handover', {
  who: 'reader',
  area: 'schedules',
  summary: 'What would be handed over now, to whom, and the handovers of the last year, latest first.',
  params: byName,
  answer: z.object({
    from: z.array(z.string()),
    to: z.array(z.string()),
    /** When the shift ends; null when it does not within two weeks. */
    at: instant.nullable(),
    facts: handoverFacts,
    /** What I have written so far and not handed over; nobody else sees it. */
    draft: z.object({ notes: z.string(), wantsReadBack: z.boolean(), savedAt: instant }).nullable(),
    history: z.array(handover),
  }),
});
export const handOver = endpoint('POST /api/v1/schedules/{name}/handover', {
  who: 'responder',
  area: 'schedules',
  summary: 'Hand over to the next: what is open as it is now, and notes of one’s own.',
  params: byName,
  body: z.strictObject({
    to: z.array(name).min(1).max(50).optional(),
    ...written,
  }),
  answer: handover,
  status: 201,
});
export const saveHandoverDraft = endpoint('PUT /api/v1/schedules/{name}/handover', {
  who: 'responder',
  area: 'schedules',
  summary: 'Keep my notes for a handover that I write, for a month; empty notes are forgotten.',
  params: byName,
  body: z.strictObject(written),
});
export const acceptHandover = endpoint('POST /api/v1/handovers/{id}/acceptance', {
  who: 'responder',
  area: 'schedules',
  summary: 'I have read it and have it. The first who accepts has it.',
  params: byId,
  body: z.strictObject({ readBack: line(2_000).optional() }).optional(),
  answer: handover,
});
export const myHandovers = endpoint('GET /api/v1/me/handovers', {
  who: 'reader',
  area: 'schedules',
  summary:
    'What was handed over to me within two days and waits for somebody to accept it, and what I handed over.',
  answer: z.object({ items: z.array(handover) }),
});
