import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { instant } from '../platform/wire.ts';
import { code, passkeyRequest, recoveryCode, signedByPasskey } from './factors.ts';
import { me } from './session.ts';

const ticket = z.string().min(1).max(200);

export const askSecondFactorPasskey = endpoint('POST /api/v1/session/second-factor/challenge', {
  who: 'anyone',
  area: 'open',
  summary: 'Ask for what a browser needs to finish a sign-in with a passkey.',
  body: z.strictObject({ ticket }),
  answer: passkeyRequest,
  status: 201,
});
export const finishSignIn = endpoint('POST /api/v1/session/second-factor', {
  who: 'anyone',
  area: 'open',
  summary: 'Finish a sign-in with a second factor; sets the session cookie. Five tries for each ticket.',
  body: z.union([
    z.strictObject({ ticket, code }),
    z.strictObject({ ticket, recoveryCode }),
    z.strictObject({ ticket, passkey: signedByPasskey }),
  ]),
  answer: me,
});

export const askPasskey = endpoint('POST /api/v1/session/passkey/challenge', {
  who: 'anyone',
  area: 'open',
  summary: 'Ask for what a browser needs to sign in with a passkey alone.',
  answer: passkeyRequest,
  status: 201,
});
export const signInByPasskey = endpoint('POST /api/v1/session/passkey', {
  who: 'anyone',
  area: 'open',
  summary:
    'Sign in with a passkey alone, which needs the person’s finger, face or PIN; sets the session cookie.',
  body: z.strictObject({ passkey: signedByPasskey }),
  answer: me,
});

export const confirmationKinds = ['password', 'totp', 'passkey', 'recovery'] as const;
export type ConfirmationKind = (typeof confirmationKinds)[number];

export const confirmationState = endpoint('GET /api/v1/session/confirmation', {
  who: 'signedIn',
  area: 'security',
  summary: 'How this session can confirm who is there. None: only by signing in again.',
  answer: z.object({ kinds: z.array(z.enum(confirmationKinds)), confirmedAt: instant.nullable() }),
});
export const askConfirmationPasskey = endpoint('POST /api/v1/session/confirmation/challenge', {
  who: 'signedIn',
  area: 'security',
  summary: 'Ask for what a browser needs to confirm with a passkey.',
  answer: passkeyRequest,
  status: 201,
});
export const confirmSession = endpoint('POST /api/v1/session/confirmation', {
  who: 'signedIn',
  area: 'security',
  summary:
    'Prove again who you are, by the strongest means you have; what asks for it is open for fifteen minutes.',
  body: z.union([
    z.strictObject({ password: z.string().min(1).max(200) }),
    z.strictObject({ code }),
    z.strictObject({ recoveryCode }),
    z.strictObject({ passkey: signedByPasskey }),
  ]),
});
