import { z } from 'zod';
import { timeZoneSchema } from '../oncall/definition.ts';
import { access, endpoint } from '../platform/endpoint.ts';
import { byName, instant, line, name } from '../platform/wire.ts';
import { secondFactorAsked } from './factors.ts';

export const email = z.email().max(254);
export const password = z.string().min(12, 'use at least 12 characters').max(200);

export const me = z.object({
  name: z.string(),
  fullName: z.string(),
  email: z.string(),
  timeZone: z.string(),
  access,
  signedInBy: z.enum(['session', 'token']),
  /** An administrator who has to set up a second factor first, and opens what a responder opens until then. */
  lacksFactor: z.literal(true).optional(),
});
export type Me = z.infer<typeof me>;

export const signIn = endpoint('POST /api/v1/session', {
  who: 'anyone',
  area: 'open',
  summary:
    'Sign in with e-mail and password; sets the session cookie, or answers with what a second factor is asked for.',
  body: z.strictObject({ email: z.string().min(1).max(254), password: z.string().min(1).max(200) }),
  answer: z.union([me, secondFactorAsked]),
});
export const signOut = endpoint('DELETE /api/v1/session', {
  who: 'anyone',
  area: 'open',
  summary: 'End this session.',
});
export const whoAmI = endpoint('GET /api/v1/session', {
  who: 'signedIn',
  area: 'open',
  summary: 'The person or token that asks.',
  answer: me,
});

export const createSignInLink = endpoint('POST /api/v1/people/{name}/sign-in-link', {
  who: 'admin',
  // It opens somebody's account.
  fresh: true,
  area: 'security',
  summary: 'Make a one-time link by which a person sets a password and signs in; it holds for 24 hours.',
  params: byName,
  answer: z.object({ url: z.string(), expiresAt: instant }),
  status: 201,
});
export const useSignInLink = endpoint('POST /api/v1/session/link', {
  who: 'anyone',
  area: 'open',
  summary:
    'Set the password with the token of a sign-in link, and sign in; every other session of the person ends.',
  body: z.strictObject({ token: z.string().min(1).max(200), password }),
  answer: z.union([me, secondFactorAsked]),
  status: 201,
});

export const setupState = endpoint('GET /api/v1/setup', {
  who: 'anyone',
  area: 'open',
  summary: 'Whether the first administrator is still to be made.',
  answer: z.object({ needed: z.boolean() }),
});
export const setUp = endpoint('POST /api/v1/setup', {
  who: 'anyone',
  area: 'open',
  summary: 'Make the first administrator with the one-time token of the set-up link.',
  body: z.strictObject({
    token: z.string().min(1).max(200),
    name,
    fullName: line(200),
    email,
    password,
    timeZone: timeZoneSchema.default('UTC'),
  }),
  answer: me,
  status: 201,
});
