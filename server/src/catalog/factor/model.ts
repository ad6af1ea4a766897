/**
 * Second factors: what a person has, or is, beside the password. An authenticator app and passkeys are factors;
 * recovery codes stand in for them when they are lost, and mean nothing alone. Whoever has a factor cannot sign in
 * with a password only, by whatever way the password came.
 */
import type { FactorKind, PasskeyCreation, PasskeyRequest } from '@muster/contract/catalog/factors';
import type { PasskeySite } from '../../platform/passkey.ts';
import { toBase32 } from './totp.ts';

export interface Factors {
  totp: boolean;
  passkeys: number;
  recoveryCodes: number;
}

export function hasFactor({ totp, passkeys }: Factors): boolean {
  return totp || passkeys > 0;
}

/** By what a person can finish a sign-in; none when the password is enough. */
export function kindsOf(factors: Factors): FactorKind[] {
  if (!hasFactor(factors)) return [];
  const kinds: FactorKind[] = [];
  if (factors.totp) kinds.push('totp');
  if (factors.passkeys > 0) kinds.push('passkey');
  if (factors.recoveryCodes > 0) kinds.push('recovery');
  return kinds;
}

export const recoveryCodesMade = 10;
/** 80 bits: nobody guesses one, also not with the hashes at hand. */
export const recoveryCodeBytes = 10;

/** As it is shown and written on paper: four groups of four, without letters and digits that look alike. */
export function recoveryCodeOf(bytes: Uint8Array): string {
  return toBase32(bytes)
    .toLowerCase()
    .replace(/.{4}(?=.)/g, '$&-');
}

/** As it is compared: dashes, blanks and capitals do not matter. */
export function plainRecoveryCode(typed: string): string {
  return typed.toLowerCase().replace(/[^a-z2-7]/g, '');
}

/** How long what a passkey is to sign, and a half-done sign-in, wait. */
export const waitMinutes = 5;
/** Wrong answers to one half-done sign-in; then the password is asked again. */
export const triesPerTicket = 5;

/** What passkeys are tied to: the host of this Muster, and the origin of its pages. */
export function siteOf(url: string): PasskeySite {
  const { hostname, origin } = new URL(url);
  return { host: hostname, origin };
}

/** Browsers make passkeys for names, not for addresses, and only where nobody can listen. */
export function passkeysPossible(url: string): boolean {
  const { hostname, protocol } = new URL(url);
  if (/^[\d.]+$/.test(hostname) || hostname.startsWith('[')) return false;
  return protocol === 'https:' || hostname === 'localhost' || hostname.endsWith('.localhost');
}

interface Wanted {
  site: PasskeySite;
  /** By their COSE numbers. */
  algorithms: readonly number[];
  challenge: string;
  userHandle: string;
  email: string;
  fullName: string;
  known: readonly { credential: string; transports: string[] }[];
}

/** What the browser is asked to make: a passkey that finds its person by itself, and asks for finger, face or PIN. */
export function creationOf(wanted: Wanted): PasskeyCreation {
  return {
    rp: { id: wanted.site.host, name: 'Muster' },
    user: { id: wanted.userHandle, name: wanted.email, displayName: wanted.fullName },
    challenge: wanted.challenge,
    pubKeyCredParams: wanted.algorithms.map((alg) => ({ type: 'public-key', alg })),
    timeout: waitMinutes * 60_000,
    attestation: 'none',
    excludeCredentials: wanted.known.map(descriptorOf),
    authenticatorSelection: {
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: 'required',
    },
  };
}

/** What the browser is asked to sign. Without known passkeys it offers those that it has for this host. */
export function requestOf(site: PasskeySite, challenge: string, known: Wanted['known']): PasskeyRequest {
  return {
    challenge,
    timeout: waitMinutes * 60_000,
    rpId: site.host,
    allowCredentials: known.map(descriptorOf),
    userVerification: 'required',
  };
}

function descriptorOf({ credential, transports }: Wanted['known'][number]) {
  return { id: credential, type: 'public-key' as const, transports };
}
