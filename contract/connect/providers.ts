import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { byName, id, instant, line, name } from '../platform/wire.ts';

/** What a telephone provider can carry. */
export const phoneClasses = ['sms', 'voice'] as const;
export const phoneClass = z.enum(phoneClasses);
export type PhoneClass = z.infer<typeof phoneClass>;

export const phoneProviderKinds = ['twilio', 'vonage', 'gateway'] as const;

const httpAddress = z.url({ protocol: /^https?$/ }).max(2_000);
const number = z.string().regex(/^\+[1-9][0-9]{6,14}$/, 'a phone number is written +34600111222');
const secret = line(5_000).optional();

const common = {
  classes: z.array(phoneClass).min(1).max(2),
  /** The provider with the lower place is asked first. */
  place: z.int().min(0).max(100).default(0),
  isOn: z.boolean().default(true),
  /** Whether it tells afterwards what arrived. It must reach this server for that. */
  tellsReceipts: z.boolean().default(true),
};

const twilio = {
  kind: z.literal('twilio'),
  ...common,
  accountSid: z
    .string()
    .regex(/^AC[0-9a-f]{32}$/i, 'starts with AC, followed by 32 digits and letters a to f'),
  /** A number, or a messaging service whose id starts with MG. */
  from: z.union([number, z.string().regex(/^MG[0-9a-f]{32}$/i)]),
  /** The number that calls, when `from` is a messaging service. */
  callFrom: number.nullable().default(null),
  /** Another address of the API, for a region of one's own. */
  address: httpAddress.nullable().default(null),
};
const vonage = {
  kind: z.literal('vonage'),
  ...common,
  apiKey: line(100),
  /** A number without plus, or a name of up to eleven letters where the country takes one. */
  from: line(20),
  /** For calls: the application whose private key is kept here. */
  applicationId: line(100).nullable().default(null),
  address: httpAddress.nullable().default(null),
  callAddress: httpAddress.nullable().default(null),
};
const gateway = {
  kind: z.literal('gateway'),
  ...common,
  method: z.enum(['GET', 'POST', 'PUT']).default('POST'),
  /** May hold {to}, {text}, {id}, {callback} and {secret}, as the body and the headers may. */
  url: line(2_000),
  headers: z
    .array(z.strictObject({ name: line(100), value: line(2_000) }))
    .max(20)
    .default([]),
  body: z.string().max(10_000).default(''),
  /** How what is put into the body is escaped. */
  bodyKind: z.enum(['json', 'form', 'text']).default('json'),
  /** What the answer's body must contain besides a status of 2xx; nothing when empty. */
  accepted: z.string().max(200).default(''),
  /** Where the gateway's own id stands in a JSON answer, such as `messages.0.id`. */
  idAt: z.string().max(200).default(''),
};

/** A provider as it is written. A secret that is left out stays as it is. */
export const phoneProviderBody = z.discriminatedUnion('kind', [
  z.strictObject({ ...twilio, authToken: secret }),
  z.strictObject({ ...vonage, apiSecret: secret, signatureSecret: secret, privateKey: secret }),
  z.strictObject({ ...gateway, secret }),
]);
export type PhoneProviderBody = z.output<typeof phoneProviderBody>;

const shown = {
  name: z.string(),
  /** Which of its secrets are set; they are never shown. */
  secrets: z.array(z.string()),
  /** Where it calls us: for receipts, for answers to text messages, for keys. With a secret of its own. */
  callbacks: z.object({ status: z.string(), inbound: z.string() }),
  health: z.object({
    state: z.enum(['good', 'unused', 'demoted', 'off']),
    /** In a sentence. */
    text: z.string(),
  }),
  recent: z.array(
    z.object({
      id,
      at: instant,
      class: phoneClass,
      isTest: z.boolean(),
      state: z.enum(['sending', 'handed', 'answered', 'delivered', 'undelivered', 'refused', 'unknown']),
      note: z.string(),
    }),
  ),
};

/** A provider as administrators and auditors see it. */
export const phoneProvider = z.discriminatedUnion('kind', [
  z.object({ ...twilio, ...shown }),
  z.object({ ...vonage, ...shown }),
  z.object({ ...gateway, ...shown }),
]);
export type PhoneProvider = z.output<typeof phoneProvider>;

/** Where messages may go, and how many. */
export const phoneRule = z.strictObject({
  /** Countries as two letters; null for every country that is known. */
  countries: z
    .array(z.string().regex(/^[A-Z]{2}$/, 'write two capital letters such as ES'))
    .max(250)
    .nullable()
    .default(null),
  /** Whether numbers that cost whoever calls them may be called. */
  allowsPremium: z.boolean().default(false),
  perPersonADay: z.int().min(1).max(10_000).default(200),
  perDay: z.int().min(1).max(1_000_000).default(5_000),
});
export type PhoneRule = z.output<typeof phoneRule>;

export const listPhoneProviders = endpoint('GET /api/v1/phone-providers', {
  who: 'auditor',
  area: 'security',
  summary: 'The providers of text messages and calls, with their health.',
  answer: z.object({
    items: z.array(phoneProvider),
    rule: phoneRule,
    /** Classes that have providers, none of which works now. */
    down: z.array(phoneClass),
  }),
});
export const savePhoneProvider = endpoint('PUT /api/v1/phone-providers/{name}', {
  who: 'admin',
  area: 'security',
  fresh: true,
  summary: 'Add or change a telephone provider. A secret that is left out stays.',
  params: byName,
  body: phoneProviderBody,
  answer: phoneProvider,
});
export const deletePhoneProvider = endpoint('DELETE /api/v1/phone-providers/{name}', {
  who: 'admin',
  area: 'security',
  fresh: true,
  summary: 'Remove a telephone provider.',
  params: byName,
});
export const testPhoneProvider = endpoint('POST /api/v1/phone-providers/{name}/test', {
  who: 'admin',
  area: 'security',
  fresh: true,
  summary:
    'Send a text message or a call to a number of one’s own, by this provider alone, and tell each step.',
  params: z.strictObject({ name }),
  body: z.strictObject({ class: phoneClass, to: z.string().max(40) }),
  answer: z.object({
    steps: z.array(z.object({ done: z.boolean(), text: z.string() })),
    /** What was tried, as it stands in `recent`; null when nothing was sent. */
    attempt: z.string().nullable(),
  }),
});
export const savePhoneRule = endpoint('PUT /api/v1/phone-rule', {
  who: 'admin',
  area: 'security',
  fresh: true,
  summary: 'Say where messages and calls may go, and how many a day.',
  body: phoneRule,
  answer: phoneRule,
});
