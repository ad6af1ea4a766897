/**
 * OpenID Connect as a relying party: the code flow with state, nonce and PKCE. Whatever goes wrong at, or with, the
 * provider is an OidcFailure whose message is a sentence for people and holds nothing that the provider said.
 */

/** What must be known of a provider to sign people in by it. */
export interface OidcProvider {
  issuer: string;
  clientId: string;
  /** Null for a client without a secret, which PKCE alone protects. */
  clientSecret: string | null;
  scopes: readonly string[];
  /** Where the provider sends the browser back to. */
  redirectUrl: string;
}

/** What is kept, out of the browser's sight, between leaving for the provider and coming back. */
export interface OidcSecrets {
  state: string;
  nonce: string;
  codeVerifier: string;
}

/** What the provider's signed token says, with the answer of its userinfo address under it. */
export type Claims = Readonly<Record<string, unknown>> & { readonly sub: string };

export type FailureKind = 'unreachable' | 'misconfigured' | 'refused' | 'untrusted';

export class OidcFailure extends Error {
  readonly kind: FailureKind;
  constructor(kind: FailureKind, message: string) {
    super(message);
    this.name = 'OidcFailure';
    this.kind = kind;
  }
}

/** One thing that was looked at when a provider is tried out. */
export interface CheckStep {
  step: 'discovery' | 'issuer' | 'endpoints' | 'keys' | 'pkce';
  isOk: boolean;
  text: string;
}

/**
 * Whether an issuer may be called in the clear: only where the words never leave this machine, which is for trials.
 */
export function mayBePlain(url: URL): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
}

/** The issuer as URL, or a sentence that says why it cannot be one (OpenID Connect Discovery 1.0, section 3). */
export function readIssuer(text: string): URL | string {
  const url = URL.parse(text);
  if (!url) return 'The issuer is not a URL.';
  if (url.search || url.hash) return 'An issuer has neither "?" nor "#".';
  if (url.username || url.password) return 'An issuer has no user name or password in it.';
  if (url.protocol === 'https:' || (url.protocol === 'http:' && mayBePlain(url))) return url;
  return 'The issuer must begin with https://.';
}
