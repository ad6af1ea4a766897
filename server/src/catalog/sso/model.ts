/**
 * Single sign-on: a provider says who somebody is. A person is bound to the provider's issuer and subject at the first
 * sign-in and is found by them ever after; the e-mail address, which can change hands, counts only once, and only when
 * the provider verified it. Nobody becomes somebody else by an address alone.
 */
import type { saveProvider } from '@muster/contract/catalog/sso';
import type { Endpoint } from '@muster/contract/platform/endpoint';
import type { z } from 'zod';
import type { Claims } from '../../platform/oidc/model.ts';
import { isStorable } from '../../platform/storable.ts';

type Parsed<E extends Endpoint> = z.output<E['body']>;

/** What an administrator set, without the client secret. */
export type ProviderSettings = Omit<Parsed<typeof saveProvider>, 'clientSecret'>;

export interface StoredProvider {
  name: string;
  settings: ProviderSettings;
  /** Null: a client without a secret. */
  sealedSecret: string | null;
}

/** Who signed in at the provider, as far as it can be used here. */
export interface Stranger {
  issuer: string;
  subject: string;
  /** In lower case; null when there is none that could be an address. */
  email: string | null;
  isVerified: boolean;
  fullName: string | null;
  timeZone: string | null;
  /** Null: the provider says nothing about groups, which is not the same as none. */
  groups: string[] | null;
}

/** In ASCII, as accounts have them: other letters fold to these ones, and would make one address of two. */
const address = /^[!#-;=?A-~]{1,64}@[!#-;=?A-~]{1,189}$/;
const mostGroups = 1_000;

/** Reads what the token says; null when it cannot be used at all. */
export function readClaims(claims: Claims, { issuer, groupsClaim }: ProviderSettings): Stranger | null {
  if (!isStorable(claims) || claims.sub.length > 255) return null;
  const email = textIn(claims.email) ?? '';
  return {
    issuer,
    subject: claims.sub,
    email: address.test(email) ? email.toLowerCase() : null,
    isVerified: claims.email_verified === true || isOwnedDomain(claims, issuer),
    fullName: textIn(claims.name)?.slice(0, 200) ?? null,
    timeZone: zoneIn(claims.zoneinfo),
    groups: groupsIn(claims[groupsClaim]),
  };
}

/**
 * Entra ID has no email_verified. Its claim xms_edov says that the owner of the tenant proved to own the domain of the
 * address, which is what we need to know. From anybody else it means nothing.
 */
function isOwnedDomain(claims: Claims, issuer: string): boolean {
  const isEntra = issuer.startsWith('https://login.microsoftonline.com/');
  return isEntra && [true, 1, '1', 'true'].some((yes) => yes === claims.xms_edov);
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function zoneIn(value: unknown): string | null {
  const zone = textIn(value);
  if (zone === undefined || zone.length > 64) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

function groupsIn(value: unknown): string[] | null {
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) return null;
  return value.filter((one): one is string => typeof one === 'string').slice(0, mostGroups);
}

/**
 * Where to go after the sign-in: a path of our own, or the start. Browsers take a backslash for a slash and skip
 * control characters, so that "/\evil.example" and "/<tab>/evil.example" would lead elsewhere.
 */
export function returnPath(asked: unknown): string {
  if (typeof asked !== 'string' || asked.length > 500 || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(asked))
    return '/';
  const url = URL.parse(asked, 'https://muster.invalid');
  if (url?.origin !== 'https://muster.invalid') return '/';
  // Once more what the parser made of it: "/./" and "/x/.." before a second slash fold to two slashes.
  const path = `${url.pathname}${url.search}${url.hash}`;
  return path.startsWith('//') || /^\/(api|sso|scim)(\/|$)/.test(url.pathname) ? '/' : path;
}

/** Where a provider sends the browser back to; its administrator has to enter it there. `url` is our own address. */
export function redirectUrl(url: string, provider: string): string {
  return `${url}/sso/${provider}/callback`;
}

/** A name for a new person, made from the address and not taken yet. */
export function freeName(email: string, taken: ReadonlySet<string>): string {
  const cleaned = (email.split('@')[0] ?? '')
    .toLowerCase()
    .replace(/[^a-z0-9._-]/g, '')
    .replace(/^[._-]+/, '')
    .slice(0, 60);
  const wanted = cleaned === '' || cleaned === 'me' ? 'person' : cleaned;
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number += 1) {
    const next = `${wanted}${number}`;
    if (!taken.has(next)) return next;
  }
}
