import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { instant, name } from '../platform/wire.ts';
import { hoursSchema, ruleSchema } from './definition.ts';
import { notification } from './pages.ts';

export const contactKinds = ['email', 'webhook', 'webpush', 'ntfy', 'telegram', 'sms', 'voice'] as const;

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
  /** Since when its provider says that nothing arrives there any more, and what it said. */
  gone: z.object({ at: instant, reason: z.string() }).nullable(),
  /** The last message by it: when it was planned, what became of it, and why if it was not delivered. */
  lastDelivery: z.object({ at: instant, outcome: notification.shape.outcome, reason: z.string() }).nullable(),
});
export type Contact = z.infer<typeof contact>;

/** Minutes after the person is targeted, and the id of the contact method, for each urgency. */
export const ruleLists = z.strictObject({
  high: z.array(ruleSchema).max(50).default([]),
  low: z.array(ruleSchema).max(50).default([]),
  /** While these hours are open, what is of low urgency waits for their end. High urgency never waits. */
  quiet: hoursSchema.optional(),
});
export type RuleLists = z.output<typeof ruleLists>;

const httpUrl = z.url({ protocol: /^https?$/ }).max(2_000);
const phoneNumber = z.string().regex(/^\+[1-9][0-9]{6,14}$/, 'a phone number is written +34600111222');

/** A contact method as it is written. `secret` signs what a webhook receives; `token` lets us publish to a topic. */
export const contactItem = z.discriminatedUnion('kind', [
  z.strictObject({ id: name, kind: z.literal('email'), to: z.email().max(254) }),
  z.strictObject({
    id: name,
    kind: z.literal('webhook'),
    url: httpUrl,
    secret: z.string().min(8).max(200).optional(),
  }),
  z.strictObject({
    id: name,
    kind: z.literal('ntfy'),
    url: httpUrl.regex(
      /\/[-_A-Za-z0-9]{1,64}$/,
      'ends in the topic, such as https://ntfy.example.org/my-topic',
    ),
    token: z
      .string()
      .regex(/^[\x21-\x7e]{1,200}$/, 'has neither blanks nor line breaks')
      .optional(),
  }),
  z.strictObject({
    id: name,
    kind: z.literal('telegram'),
    /** The chat of one person with the bot; groups have negative numbers, and nobody in them is meant. */
    chat: z.string().regex(/^[1-9][0-9]{4,15}$/, 'is the number of your account, such as 123456789'),
  }),
  z.strictObject({ id: name, kind: z.literal('sms'), to: phoneNumber }),
  z.strictObject({ id: name, kind: z.literal('voice'), to: phoneNumber }),
  z.strictObject({
    id: name,
    kind: z.literal('webpush'),
    label: z.string().min(1).max(100),
    endpoint: httpUrl,
    keys: z.strictObject({ p256dh: z.string().min(80).max(200), auth: z.string().min(16).max(64) }),
  }),
]);
export type ContactItem = z.output<typeof contactItem>;

const whose = z.strictObject({ name: z.string().max(64) });
const reach = z.object({ contacts: z.array(contact), rules: ruleLists });

export const getContacts = endpoint('GET /api/v1/people/{name}/contacts', {
  who: 'signedIn',
  area: 'contacts',
  summary: 'How a person wants to be reached. The name `me` is oneself; others are for administrators.',
  params: whose,
  answer: reach,
});
export const putRules = endpoint('PUT /api/v1/people/{name}/rules', {
  who: 'responder',
  area: 'contacts',
  summary: 'Replace the notification rules of a person.',
  params: whose,
  body: ruleLists,
  answer: reach,
});
export const putContact = endpoint('PUT /api/v1/people/{name}/contacts', {
  who: 'responder',
  area: 'contacts',
  summary: 'Add or replace a contact method.',
  params: whose,
  body: contactItem,
  answer: reach,
});
export const deleteContact = endpoint('DELETE /api/v1/people/{name}/contacts/{contact}', {
  who: 'responder',
  area: 'contacts',
  summary: 'Remove a contact method and the rules that use it.',
  params: z.strictObject({ name: z.string().max(64), contact: name }),
});

const oneContact = z.strictObject({ name: z.string().max(64), contact: name });

export const sendContactCode = endpoint('POST /api/v1/people/{name}/contacts/{contact}/code', {
  who: 'responder',
  area: 'contacts',
  summary: 'Send a code by a contact method of my own, to prove that I get it. At most one a minute.',
  params: oneContact,
  answer: z.object({ validUntil: instant }),
});
export const verifyContact = endpoint('POST /api/v1/people/{name}/contacts/{contact}/verification', {
  who: 'responder',
  area: 'contacts',
  summary: 'Prove by the code that I get what is sent by this contact method. Five tries for each code.',
  params: oneContact,
  /** The digits; blanks and dashes between them do not matter. */
  body: z.strictObject({ code: z.string().min(1).max(40) }),
  answer: reach,
});
export const testContact = endpoint('POST /api/v1/people/{name}/contacts/{contact}/test', {
  who: 'responder',
  area: 'contacts',
  summary: 'Send a test message by a verified contact method of my own.',
  params: oneContact,
});
