import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { name } from '../platform/wire.ts';

export const contactKinds = ['email', 'webhook', 'webpush', 'sms', 'voice'] as const;

/** A contact method as it is shown: addresses in clear, secrets never. */
export const contact = z.object({
  id: z.string(),
  kind: z.enum(contactKinds),
  /** Where it goes, for people to recognise: an address, a number, the name of a browser. */
  label: z.string(),
  verified: z.boolean(),
  /** Whether this server can send by it now; if not, `problem` says why. */
  usable: z.boolean(),
  problem: z.string().nullable(),
});
export type Contact = z.infer<typeof contact>;

const minutes = z.int().min(0).max(1440);
export const notificationRule = z.strictObject({ after: minutes, via: name });
export const notificationRules = z.strictObject({
  high: z.array(notificationRule).max(50),
  low: z.array(notificationRule).max(50),
});

const httpUrl = z.url({ protocol: /^https?$/ }).max(2000);
export const contactBody = z.discriminatedUnion('kind', [
  z.strictObject({ id: name, kind: z.literal('email'), to: z.email().max(254) }),
  z.strictObject({
    id: name,
    kind: z.literal('webhook'),
    url: httpUrl,
    secret: z.string().min(8).max(200).optional(),
  }),
]);

const whose = z.strictObject({ name: z.string().max(64) });

export const getContacts = endpoint('GET /api/v1/people/{name}/contacts', {
  who: 'signedIn',
  summary: 'How a person wants to be reached. The name `me` is oneself; others are for administrators.',
  params: whose,
  answer: z.object({ contacts: z.array(contact), rules: notificationRules }),
});
export const putRules = endpoint('PUT /api/v1/people/{name}/rules', {
  who: 'responder',
  summary: 'Replace the notification rules of a person.',
  params: whose,
  body: notificationRules,
  answer: z.object({ contacts: z.array(contact), rules: notificationRules }),
});
export const putContact = endpoint('PUT /api/v1/people/{name}/contacts', {
  who: 'responder',
  summary: 'Add or replace a contact method.',
  params: whose,
  body: contactBody,
  answer: z.object({ contacts: z.array(contact), rules: notificationRules }),
});
export const deleteContact = endpoint('DELETE /api/v1/people/{name}/contacts/{contact}', {
  who: 'responder',
  summary: 'Remove a contact method and the rules that use it.',
  params: z.strictObject({ name: z.string().max(64), contact: name }),
});
