import { z } from 'zod';
import { access, endpoint } from '../platform/endpoint.ts';
import { byId, byName, line, name } from '../platform/wire.ts';

/** What belonging to a group of the directory gives here: an access level, a place in a team, or both. */
export const groupMapping = z.strictObject({
  group: line(200),
  access: access.nullable().default(null),
  team: name.nullable().default(null),
});
export type GroupMapping = z.output<typeof groupMapping>;

const domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/, 'write a domain such as example.org');

/** Who is taken for a person that is here already, told by a verified e-mail address. */
export const linkings = ['newcomers', 'everybody'] as const;

const settings = {
  label: line(60),
  issuer: z.string().trim().min(1).max(500),
  clientId: line(300),
  scopes: z.array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/, 'is no scope')).max(20),
  domains: z.array(domain).max(50),
  /** Whether somebody who is not here yet gets an account. */
  makesPeople: z.boolean(),
  defaultAccess: access,
  /** `newcomers`: only people who were invited or came with a file, and have no password or second factor yet. */
  linking: z.enum(linkings),
  groupsClaim: line(100),
  groups: z.array(groupMapping).max(200),
};

/** Why somebody was not signed in; the address that the browser is sent to names one of them. */
export const refusedReasons = [
  'expired',
  'provider',
  'refused',
  'unreadable',
  'no-email',
  'unverified',
  'domain',
  'unknown',
  'not-linked',
  'other-identity',
  'left',
] as const;
export type RefusedReason = (typeof refusedReasons)[number];

/** A provider as an administrator sees it. The client secret is never shown. */
export const provider = z.object({
  name: z.string(),
  ...settings,
  hasSecret: z.boolean(),
  redirectUrl: z.string(),
});
export type Provider = z.output<typeof provider>;

export const ways = endpoint('GET /api/v1/sso', {
  who: 'anyone',
  area: 'open',
  summary: 'The ways to sign in: by which providers, and whether people may use a password.',
  answer: z.object({
    providers: z.array(z.object({ name: z.string(), label: z.string() })),
    isRequired: z.boolean(),
  }),
});

export const listProviders = endpoint('GET /api/v1/sso/providers', {
  who: 'auditor',
  area: 'security',
  summary: 'The providers of single sign-on.',
  answer: z.object({ items: z.array(provider), redirectUrl: z.string() }),
});

export const saveProvider = endpoint('PUT /api/v1/sso/providers/{name}', {
  who: 'admin',
  area: 'security',
  fresh: true,
  summary: 'Add or change a provider of single sign-on. A client secret that is left out stays.',
  params: byName,
  body: z.strictObject({
    ...settings,
    scopes: settings.scopes.default(['openid', 'email', 'profile']),
    domains: settings.domains.default([]),
    makesPeople: z.boolean().default(false),
    defaultAccess: access.default('stakeholder'),
    linking: settings.linking.default('newcomers'),
    groupsClaim: settings.groupsClaim.default('groups'),
    groups: settings.groups.default([]),
    /** Null: a client without a secret. */
    clientSecret: z.string().min(1).max(1000).nullable().optional(),
  }),
  answer: provider,
});

export const deleteProvider = endpoint('DELETE /api/v1/sso/providers/{name}', {
  who: 'admin',
  area: 'security',
  fresh: true,
  summary: 'Remove a provider. People keep their accounts.',
  params: byName,
});

export const checkSteps = ['discovery', 'issuer', 'endpoints', 'keys', 'pkce'] as const;

export const checkIssuer = endpoint('POST /api/v1/sso/check', {
  who: 'admin',
  area: 'security',
  isRead: true,
  summary: 'Look whether a provider can be reached and describes itself well. Changes nothing.',
  body: z.strictObject({ issuer: settings.issuer }),
  answer: z.object({
    isOk: z.boolean(),
    steps: z.array(z.object({ step: z.enum(checkSteps), isOk: z.boolean(), text: z.string() })),
  }),
});

export const startTrial = endpoint('POST /api/v1/sso/providers/{name}/trial', {
  who: 'admin',
  area: 'security',
  fresh: true,
  summary: 'Begin a sign-in that signs nobody in, and shows what the provider says. Needs a session.',
  params: byName,
  answer: z.object({ url: z.string() }),
});

export const getTrial = endpoint('GET /api/v1/sso/trials/{id}', {
  who: 'admin',
  area: 'security',
  summary:
    'What the provider said in a trial of my own, and what a sign-in would have done. Kept ten minutes.',
  params: byId,
  answer: z.object({
    provider: z.string(),
    isOk: z.boolean(),
    verdict: z.string(),
    claims: z.array(z.object({ name: z.string(), value: z.string() })),
  }),
});

const rule = z.object({ isRequired: z.boolean(), breakGlass: z.array(z.string()) });

export const getSignInRule = endpoint('GET /api/v1/sso/rule', {
  who: 'auditor',
  area: 'security',
  summary: 'Whether single sign-on is required, and whose password works all the same.',
  answer: rule,
});

export const saveSignInRule = endpoint('PUT /api/v1/sso/rule', {
  who: 'admin',
  area: 'security',
  fresh: true,
  summary: 'Require single sign-on of everybody but the break-glass accounts, or do not.',
  body: z.strictObject({ isRequired: z.boolean(), breakGlass: z.array(name).max(20) }),
  answer: rule,
});
