import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { secondFactorAsked } from './factors.ts';
import { me, password } from './session.ts';

const typed = z.string().min(1).max(200);

export const changePassword = endpoint('PUT /api/v1/me/password', {
  who: 'signedIn',
  area: 'security',
  fresh: true,
  summary: 'Change my password; every other session of mine ends. `old` is null when there was none.',
  body: z.strictObject({ old: typed.nullable(), password }),
});

export const askPasswordReset = endpoint('POST /api/v1/password-reset', {
  who: 'anyone',
  area: 'open',
  summary:
    'Ask for a letter to choose a new password. The answer is the same whether there is such an account.',
  body: z.strictObject({ email: z.string().min(1).max(254) }),
  /** `administrator`: this Muster sends no mail; an administrator can make a link. */
  answer: z.object({ by: z.enum(['mail', 'administrator']) }),
  status: 202,
});

export const usePasswordReset = endpoint('POST /api/v1/password-reset/password', {
  who: 'anyone',
  area: 'open',
  summary:
    'Choose a new password with the token of the letter, and sign in; every other session of the person ends.',
  body: z.strictObject({ token: typed, password }),
  answer: z.union([me, secondFactorAsked]),
  status: 201,
});
