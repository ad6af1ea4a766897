/**
 * Subscriptions of one's own: a person follows an incident, a service, or whatever is of a severity or worse, and gets
 * what staff are told. By mail to the account's address, or by a contact method that was proved.
 */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { id, instant, name } from '../platform/wire.ts';

export const subscriptionKinds = ['incident', 'service', 'severity'] as const;

export const subscription = z.object({
  id,
  kind: z.enum(subscriptionKinds),
  /** The incident's id, the service's name, or the severity's. */
  subject: z.string(),
  /** As people call it. */
  label: z.string(),
  /** Where it leads, of an incident its reference. */
  ref: z.string().nullable(),
  /** `account`, or the id of a contact method. */
  via: z.string(),
  createdAt: instant,
});
export type Subscription = z.infer<typeof subscription>;

/** A way by which news can come. */
export const way = z.object({ via: z.string(), kind: z.string(), label: z.string() });

const answer = z.object({ items: z.array(subscription), ways: z.array(way) });
export type Subscriptions = z.infer<typeof answer>;

export const listSubscriptions = endpoint('GET /api/v1/me/subscriptions', {
  who: 'signedIn',
  area: 'incidents',
  summary: 'What I follow, and by which ways news can reach me.',
  answer,
});
export const createSubscription = endpoint('POST /api/v1/me/subscriptions', {
  who: 'signedIn',
  area: 'incidents',
  summary:
    'Follow an incident, a service, or a severity and worse. Again with another way: by that from now on.',
  body: z.strictObject({
    kind: z.enum(subscriptionKinds),
    /** The incident's reference or id, the service's name, or the severity's. */
    subject: z.string().min(1).max(64),
    via: name.default('account'),
  }),
  answer,
  status: 201,
});
export const deleteSubscription = endpoint('DELETE /api/v1/me/subscriptions/{id}', {
  who: 'signedIn',
  area: 'incidents',
  summary: 'Follow it no longer.',
  params: z.strictObject({ id }),
});
