import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { byId, id, instant, line, name } from '../platform/wire.ts';

/** A stretch of time, its start included and its end not. */
const span = z.object({ start: instant, end: instant });

/** A shift given in exchange: who asked takes it from who offered. */
const exchange = z.strictObject({ schedule: name, start: instant, end: instant });

/**
 * Who is asked to step in: whoever may, the members of a team, people by name, or one person for one shift of theirs:
 * then the two change hands together as soon as that person agrees.
 */
export const askedSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('everybody') }),
  z.strictObject({ kind: z.literal('team'), team: name }),
  z.strictObject({ kind: z.literal('people'), people: z.array(name).min(1).max(50) }),
  z.strictObject({ kind: z.literal('swap'), person: name, exchange }),
]);
export type Asked = z.infer<typeof askedSchema>;

export const offerStates = ['waiting', 'accepted', 'declined', 'withdrawn', 'lapsed'] as const;
export const requestStates = ['open', 'covered', 'withdrawn', 'expired'] as const;

export const coverOffer = span.extend({
  id,
  person: z.string(),
  exchange: exchange.nullable(),
  note: z.string(),
  state: z.enum(offerStates),
  createdAt: instant,
});
export type CoverOffer = z.infer<typeof coverOffer>;

export const coverRequest = span.extend({
  id,
  schedule: z.string(),
  person: z.string(),
  asked: askedSchema,
  note: z.string(),
  /** Whether whoever steps in without an exchange has it at once, without being accepted first. */
  atOnce: z.boolean(),
  state: z.enum(requestStates),
  createdAt: instant,
  /** What nobody has taken over yet; it stays with who asked. */
  open: z.array(span),
  offers: z.array(coverOffer),
  /** Whether who asks this question is one of those who are asked. */
  forMe: z.boolean(),
});
export type CoverRequest = z.infer<typeof coverRequest>;

export const listCover = endpoint('GET /api/v1/cover', {
  who: 'signedIn',
  area: 'schedules',
  summary: 'Requests for cover, latest first: open ones, or those of the last 90 days.',
  query: z.strictObject({ state: z.enum(['open', 'any']).default('open') }),
  answer: z.object({ items: z.array(coverRequest) }),
});
export const askForCover = endpoint('POST /api/v1/cover', {
  who: 'responder',
  area: 'schedules',
  summary: 'Ask others to take over a shift of one’s own, or a part of it.',
  body: z.strictObject({
    schedule: name,
    start: instant,
    end: instant,
    asked: askedSchema,
    note: line(500).optional(),
    atOnce: z.boolean().default(true),
  }),
  answer: coverRequest,
  status: 201,
});
export const withdrawCover = endpoint('DELETE /api/v1/cover/{id}', {
  who: 'responder',
  area: 'schedules',
  summary: 'Withdraw a request for cover. What was taken over already stays so.',
  params: byId,
});
export const offerCover = endpoint('POST /api/v1/cover/{id}/offers', {
  who: 'responder',
  area: 'schedules',
  summary: 'Offer to take over what is open of a shift, or a part of it, also in exchange for another shift.',
  params: byId,
  body: z.strictObject({
    start: instant.optional(),
    end: instant.optional(),
    exchange: exchange.optional(),
    note: line(500).optional(),
  }),
  answer: coverRequest,
  status: 201,
});
const byOffer = z.strictObject({ id, offer: id });
export const acceptCover = endpoint('POST /api/v1/cover/{id}/offers/{offer}/acceptance', {
  who: 'responder',
  area: 'schedules',
  summary: 'Accept an offer: what is still open of it changes hands.',
  params: byOffer,
  answer: coverRequest,
});
export const endOffer = endpoint('DELETE /api/v1/cover/{id}/offers/{offer}', {
  who: 'responder',
  area: 'schedules',
  summary: 'Take an offer back, or decline it as whoever asked.',
  params: byOffer,
});
