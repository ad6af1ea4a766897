import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  calculatePKCECodeChallenge,
  clockSkew,
  clockTolerance,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  None,
  type ServerMetadata,
} from 'openid-client';
import type { Clock } from '../clock.ts';
import type { Egress } from '../egress/model.ts';
import { newSecret } from '../ids.ts';
import { guardedFetch } from './guarded-fetch.ts';
import {
  type CheckStep,
  type Claims,
  type FailureKind,
  OidcFailure,
  type OidcProvider,
  type OidcSecrets,
  readIssuer,
} from './model.ts';

export interface RelyingParty {
  /** Where to send the browser, and what to keep until it is back. `isAnew`: the provider asks for the means again. */
  begin(provider: OidcProvider, isAnew: boolean): Promise<{ url: string; secrets: OidcSecrets }>;
  /** Redeems the code of the address that the browser came back to, and answers what the verified token says. */
  finish(provider: OidcProvider, secrets: OidcSecrets, query: URLSearchParams): Promise<Claims>;
  /** Looks at a provider step by step; stops at the first that others stand on. */
  check(issuer: string): Promise<CheckStep[]>;
}

/** Nothing is kept between two sign-ins, so a key that the provider changed is known at the next one. */
export function createRelyingParty(egress: Egress, clock: Clock): RelyingParty {
  const fetch = guardedFetch(egress);
  const configure = async (provider: OidcProvider) =>
    configured(provider, await discover(provider.issuer, fetch), { fetch, clock });
  return {
    begin: (provider, isAnew) => told(leave(configure(provider), provider, isAnew)),
    finish: (provider, secrets, query) => told(redeem(configure(provider), provider, { secrets, query })),
    check: (issuer) => check(issuer, fetch),
  };
}

async function leave(
  configuring: Promise<Configuration>,
  provider: OidcProvider,
  isAnew: boolean,
): Promise<{ url: string; secrets: OidcSecrets }> {
  const secrets = { state: newSecret(), nonce: newSecret(), codeVerifier: newSecret() };
  const url = buildAuthorizationUrl(await configuring, {
    redirect_uri: provider.redirectUrl,
    scope: provider.scopes.join(' '),
    state: secrets.state,
    nonce: secrets.nonce,
    code_challenge: await calculatePKCECodeChallenge(secrets.codeVerifier),
    code_challenge_method: 'S256',
    // With a maximum age the provider must tell when it asked.
    ...(isAnew ? { prompt: 'login', max_age: '0' } : {}),
  });
  return { url: url.href, secrets };
}

type Fetch = ReturnType<typeof guardedFetch>;

async function discover(issuer: string, fetch: Fetch): Promise<ServerMetadata> {
  const url = readIssuer(issuer);
  if (typeof url === 'string') throw new OidcFailure('misconfigured', url);
  const found = await discovery(url, 'unknown-yet', undefined, None(), {
    [customFetch]: fetch,
    execute: plainIfMayBe(url),
  });
  const server = found.serverMetadata();
  // The library is lenient with a provider of many tenants, whose issuer is nobody in particular; we are not.
  if (URL.parse(server.issuer)?.href !== url.href) throw new OidcFailure(...otherIssuer);
  return server;
}

/** The library speaks https only, unless it is told; it is told for loopback alone. */
function plainIfMayBe(issuer: URL): ((configuration: Configuration) => void)[] {
  return issuer.protocol === 'http:' ? [allowInsecureRequests] : [];
}

function configured(
  provider: OidcProvider,
  server: ServerMetadata,
  { fetch, clock }: { fetch: Fetch; clock: Clock },
): Configuration {
  // The library knows the clock of the machine only; the difference to ours makes it see what ours says.
  const skew = Math.round((clock.now().epochMilliseconds - Date.now()) / 1_000);
  const client = { [clockSkew]: skew, [clockTolerance]: 30 };
  const configuration = new Configuration(
    server,
    provider.clientId,
    client,
    authenticationFor(provider, server),
  );
  configuration[customFetch] = fetch;
  if (new URL(provider.issuer).protocol === 'http:') allowInsecureRequests(configuration);
  // By itself the library trusts TLS for a token that comes straight from the provider; we look at its signature.
  enableNonRepudiationChecks(configuration);
  return configuration;
}

/** By form where the provider says that it takes it; else in the header, which every provider must take. */
function authenticationFor({ clientSecret }: OidcProvider, server: ServerMetadata): ClientAuth {
  if (clientSecret === null) return None();
  const byForm = server.token_endpoint_auth_methods_supported?.includes('client_secret_post');
  return byForm ? ClientSecretPost(clientSecret) : ClientSecretBasic(clientSecret);
}

async function redeem(
  configuring: Promise<Configuration>,
  provider: OidcProvider,
  { secrets, query }: { secrets: OidcSecrets; query: URLSearchParams },
): Promise<Claims> {
  const configuration = await configuring;
  const cameBackTo = new URL(provider.redirectUrl);
  cameBackTo.search = query.toString();
  const tokens = await authorizationCodeGrant(configuration, cameBackTo, {
    expectedState: secrets.state,
    expectedNonce: secrets.nonce,
    pkceCodeVerifier: secrets.codeVerifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (!claims) throw new OidcFailure('untrusted', 'The provider sent no token that says who signed in.');
  if (!configuration.serverMetadata().userinfo_endpoint) return { ...claims };
  const added = await fetchUserInfo(configuration, tokens.access_token, claims.sub);
  return joined(claims, added);
}

/** What is said about the address beside it: that it is verified, by the standard claim and by Entra's. */
const aboutAddress = new Set(['email', 'email_verified', 'xms_edov']);

/**
 * What the signed token says itself wins over what the userinfo address adds. That an address is verified is said of
 * the one beside it and of no other, so the two are taken from one place, unless both places name the same address.
 */
export function joined<Token extends object>(token: Token, added: object): Token {
  const [own, other] = [Reflect.get(token, 'email'), Reflect.get(added, 'email')];
  const fits = own === undefined || own === other;
  const isBare = own === undefined && other !== undefined;
  const beside = (said: object) => Object.entries(said).filter(([name]) => !aboutAddress.has(name));
  return {
    ...(fits ? added : Object.fromEntries(beside(added))),
    ...(isBare ? Object.fromEntries(beside(token)) : token),
  } as Token;
}

async function check(issuer: string, fetch: Fetch): Promise<CheckStep[]> {
  const url = readIssuer(issuer);
  if (typeof url === 'string') return [{ step: 'discovery', isOk: false, text: url }];
  const found = await asStep('discovery', discover(issuer, fetch));
  if ('isOk' in found) return [found];
  const server = found.value;
  const endpoints = endpointsStep(server, url);
  const keys = await asStep('keys', countKeys(server, fetch));
  return [
    { step: 'discovery', isOk: true, text: 'The provider was found and describes itself.' },
    { step: 'issuer', isOk: true, text: `It calls itself ${server.issuer}, as it should.` },
    endpoints,
    'isOk' in keys ? keys : keysStep(keys.value),
    pkceStep(server),
  ];
}

async function asStep<T>(step: CheckStep['step'], work: Promise<T>): Promise<CheckStep | { value: T }> {
  try {
    return { value: await told(work) };
  } catch (error) {
    if (!(error instanceof OidcFailure)) throw error;
    return { step, isOk: false, text: error.message };
  }
}

function endpointsStep(server: ServerMetadata, issuer: URL): CheckStep {
  const named = {
    'where people sign in': server.authorization_endpoint,
    'where codes are redeemed': server.token_endpoint,
    'its keys': server.jwks_uri,
  };
  const missing = Object.entries(named)
    .filter(([, url]) => !URL.canParse(url ?? ''))
    .map(([what]) => what);
  if (missing.length > 0)
    return { step: 'endpoints', isOk: false, text: `It does not say ${missing.join(', ')}.` };
  const plain = Object.entries({ ...named, userinfo: server.userinfo_endpoint })
    .filter(([, url]) => url !== undefined && new URL(url).protocol !== 'https:')
    .map(([what]) => what);
  if (plain.length === 0)
    return { step: 'endpoints', isOk: true, text: 'All its addresses begin with https.' };
  return issuer.protocol === 'http:'
    ? {
        step: 'endpoints',
        isOk: true,
        text: 'It is reached without TLS, which is for trials on this machine only.',
      }
    : { step: 'endpoints', isOk: false, text: `These addresses are not https: ${plain.join(', ')}.` };
}

async function countKeys(server: ServerMetadata, fetch: Fetch): Promise<number> {
  const answer = await fetch(server.jwks_uri ?? '', {
    method: 'GET',
    headers: { accept: 'application/json' },
    body: null,
    redirect: 'manual',
  });
  if (!answer.ok)
    throw new OidcFailure('misconfigured', `Its keys cannot be read: it answered ${answer.status}.`);
  const keys: unknown = Reflect.get(Object(await answer.json().catch(() => null)), 'keys');
  return Array.isArray(keys) ? keys.length : 0;
}

function keysStep(count: number): CheckStep {
  if (count === 0)
    return { step: 'keys', isOk: false, text: 'It has no keys, so that nothing it signs can be verified.' };
  return {
    step: 'keys',
    isOk: true,
    text: count === 1 ? 'Its key was fetched.' : `Its ${count} keys were fetched.`,
  };
}

/** Sent always; a provider that does not say that it knows PKCE may take no notice. */
function pkceStep(server: ServerMetadata): CheckStep {
  return server.code_challenge_methods_supported?.includes('S256')
    ? { step: 'pkce', isOk: true, text: 'It binds each sign-in to the browser that began it (PKCE).' }
    : {
        step: 'pkce',
        isOk: true,
        text: 'It does not say whether it knows PKCE, which is sent all the same.',
      };
}

/** Turns whatever the library throws into one kind of failure. Its texts may hold tokens, so none is passed on. */
async function told<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw failureFrom(error);
  }
}

function failureFrom(error: unknown): OidcFailure {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof OidcFailure) return cause;
    if (cause instanceof AuthorizationResponseError) return new OidcFailure(...notLetIn);
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'no code';
  const [kind, text] = sentences[code] ?? [
    'untrusted',
    `What the provider sent cannot be trusted (${code}).`,
  ];
  return new OidcFailure(kind, text);
}

type Told = [kind: FailureKind, text: string];

const otherIssuer: Told = [
  'misconfigured',
  'The provider calls itself by another issuer than the one written here.',
];
const notLetIn: Told = [
  'refused',
  'The provider did not let this person in, or the sign-in was given up there.',
];

const sentences: Readonly<Record<string, Told>> = {
  OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED: otherIssuer,
  OAUTH_RESPONSE_IS_NOT_CONFORM: [
    'misconfigured',
    'The provider did not answer as OpenID Connect asks for; is the issuer right?',
  ],
  OAUTH_RESPONSE_IS_NOT_JSON: ['misconfigured', 'The provider did not answer in JSON; is the issuer right?'],
  OAUTH_PARSE_ERROR: ['misconfigured', 'The answer of the provider cannot be read.'],
  OAUTH_HTTP_REQUEST_FORBIDDEN: ['misconfigured', 'The provider names an address that is not https.'],
  OAUTH_RESPONSE_BODY_ERROR: [
    'misconfigured',
    'The provider refused to redeem the code; are the client id and the secret right?',
  ],
  OAUTH_JWT_TIMESTAMP_CHECK_FAILED: [
    'untrusted',
    'The token of the provider is not valid at this time; do both clocks agree?',
  ],
  OAUTH_JWT_CLAIM_COMPARISON_FAILED: ['untrusted', 'The token of the provider is not for this sign-in here.'],
};
