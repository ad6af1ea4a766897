import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { byId, byName, id, instant, line } from '../platform/wire.ts';

/** What can prove, beside the password, who somebody is. */
export const factorKinds = ['totp', 'passkey', 'recovery'] as const;
export const factorKind = z.enum(factorKinds);
export type FactorKind = z.infer<typeof factorKind>;

/** Six digits from an authenticator app. */
export const code = z.string().regex(/^\d{6}$/, 'use the six digits that the app shows');
/** One of the codes kept for the day the phone is lost, with or without its dashes. */
export const recoveryCode = z.string().min(16, 'a recovery code has sixteen letters and digits').max(40);

/** Binary data in the form that browsers send it: base64url without padding. */
const bytes = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[\w-]+$/, 'is not base64url');

const transports = z.array(z.string().max(32)).max(8);
const credential = z.object({
  id: bytes(1400),
  type: z.literal('public-key'),
  transports,
});

/** What a browser needs to make a passkey (WebAuthn, PublicKeyCredentialCreationOptionsJSON). */
export const passkeyCreation = z.object({
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  challenge: z.string(),
  pubKeyCredParams: z.array(z.object({ type: z.literal('public-key'), alg: z.number() })),
  timeout: z.number(),
  attestation: z.literal('none'),
  excludeCredentials: z.array(credential),
  authenticatorSelection: z.object({
    residentKey: z.literal('required'),
    requireResidentKey: z.literal(true),
    userVerification: z.literal('required'),
  }),
});
export type PasskeyCreation = z.infer<typeof passkeyCreation>;

/** What a browser needs to sign with a passkey (PublicKeyCredentialRequestOptionsJSON). */
export const passkeyRequest = z.object({
  challenge: z.string(),
  timeout: z.number(),
  rpId: z.string(),
  allowCredentials: z.array(credential),
  userVerification: z.literal('required'),
});
export type PasskeyRequest = z.infer<typeof passkeyRequest>;

/** What the browser answers after it made a passkey. Members that Muster does not read are left out. */
export const madePasskey = z.object({
  id: bytes(1400),
  rawId: bytes(1400),
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: bytes(8_000),
    attestationObject: bytes(32_000),
    transports: transports.optional(),
  }),
});
export type MadePasskey = z.infer<typeof madePasskey>;

/** What the browser answers after it signed with one. */
export const signedByPasskey = z.object({
  id: bytes(1400),
  rawId: bytes(1400),
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: bytes(8_000),
    authenticatorData: bytes(8_000),
    signature: bytes(8_000),
    userHandle: bytes(200).nullish(),
  }),
});
export type SignedByPasskey = z.infer<typeof signedByPasskey>;

export const passkey = z.object({
  id,
  name: z.string(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  /** Whether it is copied to the person's other devices, and so outlives this one. */
  backedUp: z.boolean(),
});
export type Passkey = z.infer<typeof passkey>;

/** A sign-in whose password was right and that waits for a second factor. */
export const secondFactorAsked = z.object({
  secondFactor: z.object({ ticket: z.string(), kinds: z.array(factorKind), expiresAt: instant }),
});
export type SecondFactorAsked = z.infer<typeof secondFactorAsked>;

const recoveryCodes = z.array(z.string());

export const listFactors = endpoint('GET /api/v1/me/factors', {
  who: 'signedIn',
  area: 'security',
  summary: 'My second factors: authenticator app, passkeys, how many recovery codes are left.',
  answer: z.object({
    totp: z.object({ addedAt: instant, lastUsedAt: instant.nullable() }).nullable(),
    passkeys: z.array(passkey),
    recoveryCodes: z.object({ left: z.number().int(), madeAt: instant }).nullable(),
    /** False where the address of this Muster is one that browsers make no passkeys for. */
    passkeysPossible: z.boolean(),
    /** Whether the rules of this Muster ask me to have one. */
    needed: z.boolean(),
  }),
});

export const startTotp = endpoint('POST /api/v1/me/factors/totp', {
  who: 'signedIn',
  area: 'security',
  fresh: true,
  summary: 'Make a secret for an authenticator app. It counts when a first code of it was sent.',
  answer: z.object({ secret: z.string(), uri: z.string() }),
  status: 201,
});
export const enableTotp = endpoint('PUT /api/v1/me/factors/totp', {
  who: 'signedIn',
  area: 'security',
  fresh: true,
  summary: 'Prove by a first code that the app has the secret. A first factor comes with ten recovery codes.',
  body: z.strictObject({ code }),
  answer: z.object({ recoveryCodes: recoveryCodes.nullable() }),
});
export const removeTotp = endpoint('DELETE /api/v1/me/factors/totp', {
  who: 'signedIn',
  area: 'security',
  fresh: true,
  summary: 'Forget the authenticator app. Without any factor left, the recovery codes go too.',
});

export const startPasskey = endpoint('POST /api/v1/me/factors/passkeys/challenge', {
  who: 'signedIn',
  area: 'security',
  fresh: true,
  summary: 'Ask for what a browser needs to make a passkey; it holds for five minutes.',
  answer: passkeyCreation,
  status: 201,
});
export const addPasskey = endpoint('POST /api/v1/me/factors/passkeys', {
  who: 'signedIn',
  area: 'security',
  fresh: true,
  summary: 'Keep a passkey that the browser made. A first factor comes with ten recovery codes.',
  body: z.strictObject({ name: line(60), made: madePasskey }),
  answer: z.object({ passkey, recoveryCodes: recoveryCodes.nullable() }),
  status: 201,
});
export const removePasskey = endpoint('DELETE /api/v1/me/factors/passkeys/{id}', {
  who: 'signedIn',
  area: 'security',
  fresh: true,
  summary: 'Forget a passkey. Without any factor left, the recovery codes go too.',
  params: byId,
});

export const renewRecoveryCodes = endpoint('POST /api/v1/me/factors/recovery-codes', {
  who: 'signedIn',
  area: 'security',
  fresh: true,
  summary: 'Make ten new recovery codes, shown in this answer only; the old ones stop.',
  answer: z.object({ recoveryCodes }),
  status: 201,
});

export const factorsOfPerson = endpoint('GET /api/v1/people/{name}/factors', {
  who: 'auditor',
  area: 'security',
  summary: 'Which second factors a person has.',
  params: byName,
  answer: z.object({ totp: z.boolean(), passkeys: z.number().int(), recoveryCodes: z.number().int() }),
});
export const resetFactors = endpoint('POST /api/v1/people/{name}/factors/reset', {
  who: 'admin',
  area: 'security',
  fresh: true,
  summary:
    'Take away all second factors of a person who lost them, and end their sessions. The person is told.',
  params: byName,
  body: z.strictObject({ reason: line(500) }),
});

const factorRule = z.object({
  administratorsNeedOne: z.boolean(),
  /** Names of administrators who have no second factor. */
  administratorsWithout: z.array(z.string()),
});
export const getFactorRule = endpoint('GET /api/v1/factor-rule', {
  who: 'auditor',
  area: 'security',
  summary: 'Whether administrators need a second factor, and which of them have none.',
  answer: factorRule,
});
export const putFactorRule = endpoint('PUT /api/v1/factor-rule', {
  who: 'admin',
  area: 'security',
  fresh: true,
  summary: 'Set whether administrators need a second factor. Who asks for it must have one.',
  body: z.strictObject({ administratorsNeedOne: z.boolean() }),
  answer: factorRule,
});
