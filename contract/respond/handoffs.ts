/**
 * How a role passes from one person to the next (practice.md 6.1, P2): offered with a brief made from the record,
 * read back, accepted in one instant, announced. The ten points and the four that are read back are fixed.
 */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { id, instant, line, name } from '../platform/wire.ts';
import { byRef, incident } from './incidents.ts';
import { commanderRole } from './roles.ts';

/** In the order in which they are told. */
export const handoffPoints = [
  'reason',
  'situation',
  'history',
  'objective',
  'plan',
  'people',
  'changes',
  'news',
  'limits',
  'questions',
] as const;
export const handoffPoint = z.enum(handoffPoints);
export type HandoffPoint = z.infer<typeof handoffPoint>;

/** What the incoming side says in its own words before it is theirs. */
export const readBackPoints = ['situation', 'objective', 'plan', 'news'] as const;
export type ReadBackPoint = (typeof readBackPoints)[number];

const text = z.string().trim().max(10_000);
const reason = line(1_000);
export type Texts = Partial<Record<HandoffPoint, string>>;
const points = z.partialRecord(handoffPoint, text);
const readBacks = z.partialRecord(z.enum(readBackPoints), text);

export const handoffDraft = z.object({
  role: z.string(),
  /** Null where nobody holds it. */
  from: z.string().nullable(),
  at: instant,
  brief: z.partialRecord(handoffPoint, z.string()),
  /** Points of which nothing is on record, each with that as its reason. */
  missing: z.partialRecord(handoffPoint, z.string()),
});
export type HandoffDraft = z.infer<typeof handoffDraft>;

const byHandoff = z.strictObject({ ...byRef.shape, id });

export const draftHandoff = endpoint('GET /api/v1/incidents/{ref}/handoffs/draft', {
  who: 'reader',
  area: 'incidents',
  summary: 'The brief for whoever takes over, as the record has it.',
  params: byRef,
  query: z.strictObject({ role: name.default(commanderRole) }),
  answer: handoffDraft,
});
export const offerHandoff = endpoint('POST /api/v1/incidents/{ref}/handoffs', {
  who: 'responder',
  area: 'incidents',
  summary:
    'Offer a role to somebody, who is called and has five minutes. Points left out are made from the record.',
  params: byRef,
  body: z.strictObject({
    to: name,
    role: name.default(commanderRole),
    /** The points by name, or all in one text. */
    brief: z.union([points, text]).optional(),
    /** Why a point is left empty. */
    missing: z.partialRecord(handoffPoint, reason).optional(),
  }),
  answer: incident,
  status: 201,
});
export const acceptHandoff = endpoint('POST /api/v1/incidents/{ref}/handoffs/{id}/acceptance', {
  who: 'responder',
  area: 'incidents',
  summary: 'Read back what was handed over, and have it from this instant.',
  params: byHandoff,
  body: z.strictObject({
    /** Situation, objective, plan and news in one’s own words, or all in one text. */
    readBack: z.union([readBacks, text]).optional(),
    /** Why something was not read back. */
    reason: reason.optional(),
  }),
  answer: incident,
});
export const refuseHandoff = endpoint('POST /api/v1/incidents/{ref}/handoffs/{id}/refusal', {
  who: 'responder',
  area: 'incidents',
  summary: 'Say no to what was offered. Whoever holds the role goes on holding it.',
  params: byHandoff,
  body: z.strictObject({ reason: reason.optional() }).optional(),
});
export const withdrawHandoff = endpoint('POST /api/v1/incidents/{ref}/handoffs/{id}/withdrawal', {
  who: 'responder',
  area: 'incidents',
  summary: 'Take an offer back before it is answered.',
  params: byHandoff,
  body: z.strictObject({ reason: reason.optional() }).optional(),
  answer: incident,
});
