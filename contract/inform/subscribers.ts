/**
 * Who asked to be told what a status page says. They subscribe at `/status/<page>/subscribe`, without an account; here
 * administrators see how many there are, hand out what is kept of one, and take one out. An address is never listed.
 */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { byId, byName, id, instant, listOf, listQuery } from '../platform/wire.ts';

export const subscriberKinds = ['mail', 'webhook'] as const;
export const subscriberStates = ['asked', 'confirmed', 'off', 'gone'] as const;

export const subscriber = z.object({
  id,
  kind: z.enum(subscriberKinds),
  /** Enough to tell two apart, too little to write to: `a…@example.org`. */
  to: z.string(),
  state: z.enum(subscriberStates),
  /** Ids; null for all of them. */
  components: z.array(z.string()).nullable(),
  askedAt: instant,
  confirmedAt: instant.nullable(),
  /** When a message last arrived. */
  arrivedAt: instant.nullable(),
  /** Why it gets no more; empty while it does. */
  reason: z.string(),
});
export type Subscriber = z.infer<typeof subscriber>;

export const subscribers = listOf(subscriber).extend({
  counts: z.object({
    mail: z.int(),
    webhook: z.int(),
    /** Asked, and has not agreed yet. */
    waiting: z.int(),
    /** A webhook that failed for a day, a mailbox that is not there. */
    stopped: z.int(),
  }),
  /** What was said last, and to how many; null where nothing was. */
  last: z.object({ title: z.string(), at: instant, told: z.int(), isSending: z.boolean() }).nullable(),
});

export const listSubscribers = endpoint('GET /api/v1/status-pages/{name}/subscribers', {
  who: 'admin',
  area: 'incidents',
  summary: 'Who asked to be told what a status page says, newest first; addresses are masked.',
  params: byName,
  query: z.strictObject({ ...listQuery, state: z.enum(subscriberStates).optional() }),
  answer: subscribers,
});

/** For whoever asks what is kept of an address: everything that is, in the clear. It leaves a trace. */
export const exportSubscriber = endpoint('POST /api/v1/status-pages/{name}/subscribers/export', {
  who: 'admin',
  area: 'incidents',
  fresh: true,
  summary: 'Everything that is kept of an address; an empty list where nothing is.',
  params: byName,
  body: z.strictObject({ address: z.string().min(1).max(2_000) }),
  answer: z.object({ items: z.array(subscriber) }),
});

export const eraseSubscriber = endpoint('DELETE /api/v1/status-pages/{name}/subscribers/{id}', {
  who: 'admin',
  area: 'incidents',
  fresh: true,
  summary: 'Take a subscriber out, for good. Nothing of the address is kept.',
  params: z.strictObject({ ...byName.shape, ...byId.shape }),
});
