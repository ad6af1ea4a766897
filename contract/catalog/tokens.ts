import { z } from 'zod';
import { access, endpoint, scope } from '../platform/endpoint.ts';
import { id, instant, line, name } from '../platform/wire.ts';

/** A personal token is its person's and ends with the account; a service token is nobody's and outlives its maker. */
export const tokenKinds = ['personal', 'service'] as const;

/** How long a token holds when nothing is said, and how long a personal one may hold at most. */
export const usualTokenDays = 90;
export const longestPersonalDays = 366;

export const token = z.object({
  id,
  kind: z.enum(tokenKinds),
  label: z.string(),
  access,
  /** What it is limited to; null for everything that its access allows. */
  scopes: z.array(scope).nullable(),
  /** How the secret begins, to tell tokens apart. */
  prefix: z.string(),
  person: z.string().nullable(),
  team: z.string().nullable(),
  about: z.string(),
  createdBy: z.string(),
  /** The token by which it was made: when that one is revoked, this one goes with it. Null for one made by a session. */
  madeWith: id.nullable(),
  createdAt: instant,
  expiresAt: instant.nullable(),
  /** The last use, to the minute, and the address that it came from. */
  lastUsedAt: instant.nullable(),
  lastUsedFrom: z.string().nullable(),
});
export type Token = z.infer<typeof token>;

export const listTokens = endpoint('GET /api/v1/tokens', {
  who: 'signedIn',
  area: 'security',
  summary: 'My API tokens; administrators and auditors see all.',
  answer: z.object({ items: z.array(token) }),
});
export const createToken = endpoint('POST /api/v1/tokens', {
  who: 'signedIn',
  area: 'security',
  fresh: true,
  summary: 'Make an API token with at most my own access. The secret is in this answer only.',
  body: z.strictObject({
    label: line(100),
    /** Personal where it is left out; service tokens are made by administrators. */
    kind: z.enum(tokenKinds).optional(),
    access: access.optional(),
    /** Without scopes it may do everything that its access allows. */
    scopes: z.array(scope).min(1, 'name at least one scope').max(50).optional(),
    /** 90 where it is left out. `never` is for service tokens only. */
    expiresInDays: z.union([z.int().min(1).max(3650), z.literal('never')]).optional(),
    /** Who looks after a service token: a team, or a sentence. */
    team: name.optional(),
    about: line(500).optional(),
  }),
  answer: z.object({ token, secret: z.string() }),
  status: 201,
});
export const revokeToken = endpoint('DELETE /api/v1/tokens/{id}', {
  who: 'signedIn',
  area: 'security',
  summary: 'Revoke an API token, and those that were made with it.',
  params: z.strictObject({ id }),
  /** How many others went with it. */
  answer: z.object({ alsoRevoked: z.int() }),
});
