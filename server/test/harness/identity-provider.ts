/**
 * Two providers of single sign-on on this machine. `startProvider` is oidc-provider, a certified one, whose people sign
 * in by naming themselves. `startForger` does what its test says, well-signed or not, for what no honest provider does.
 * The real one runs on the machine's clock, so the slice beside it starts at the machine's time, too.
 */
import { createHash, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type AccountClaims, type Configuration } from 'oidc-provider';

export const client = { id: 'muster', secret: 'the-client-secret-of-muster-1234567' };

export interface TestProvider {
  issuer: string;
  /** Who signs in at the provider next. */
  person: AccountClaims;
  /** Puts another signing key in place of the one before it. */
  rotateKey(): void;
  close(): Promise<void>;
}

export async function startProvider(redirectUrls: string[], idTokenSeconds = 3_600): Promise<TestProvider> {
  const server = createServer();
  const issuer = await listen(server);
  const made: TestProvider = {
    issuer,
    person: { sub: 'subject-1', email: 'nia@example.org', email_verified: true, name: 'Nia New', groups: [] },
    rotateKey: () => use(newKey()),
    close: () => closed(server),
  };
  const use = ({ jwk }: SigningKey) => {
    const provider = new Provider(issuer, configuration(made, { redirectUrls, idTokenSeconds, jwk }));
    const answer = provider.callback();
    server.removeAllListeners('request');
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      if (request.url?.startsWith('/interaction/')) void letIn(provider, made.person, request, response);
      else void answer(request, response);
    });
  };
  use(newKey());
  return made;
}

async function letIn(
  provider: Provider,
  person: AccountClaims,
  request: IncomingMessage,
  response: ServerResponse,
) {
  await provider.interactionFinished(
    request,
    response,
    person.sub === 'nobody' ? { error: 'access_denied' } : { login: { accountId: person.sub } },
    { mergeWithLastSubmission: false },
  );
}

function configuration(
  made: TestProvider,
  given: { redirectUrls: string[]; idTokenSeconds: number; jwk: object },
): Configuration {
  return {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: given.redirectUrls,
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    jwks: { keys: [given.jwk] },
    cookies: { keys: ['cookies of a test'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'zoneinfo', 'groups'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    ttl: { IdToken: given.idTokenSeconds, Interaction: 600, Session: 600, Grant: 600, AccessToken: 600 },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ ...made.person, sub }) }),
    // Everybody agrees to everything; the consent screen is the provider's business.
    async loadExistingGrant(context) {
      const { oidc } = context;
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId ?? '',
        accountId: oidc.session?.accountId ?? '',
      });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  };
}

export interface ForgedToken {
  header?: Record<string, unknown>;
  claims?: Record<string, unknown>;
  /** The signature in place of a right one. */
  signature?: string;
}

export interface Forger {
  issuer: string;
  /** What the next token says beside, or against, what it should. */
  token: ForgedToken;
  /** What the provider says of itself beside, or against, what it should. */
  discovery: Record<string, unknown>;
  /** Answers a path in another way than it should. True: it is answered. */
  answer: ((path: string, response: ServerResponse) => boolean) | null;
  seen: string[];
  close(): Promise<void>;
}

/** `nowSeconds` is the clock of its tokens. */
export async function startForger(nowSeconds: () => number): Promise<Forger> {
  const server = createServer();
  const issuer = await listen(server);
  const key = newKey();
  const nonces = new Map<string, string>();
  const made: Forger = {
    issuer,
    token: {},
    discovery: {},
    answer: null,
    seen: [],
    close: () => closed(server),
  };
  server.on('request', (request, response) => {
    const url = new URL(request.url ?? '/', issuer);
    made.seen.push(url.pathname);
    if (made.answer?.(url.pathname, response)) return;
    if (url.pathname === '/.well-known/openid-configuration') return json(response, discovery(made));
    if (url.pathname === '/jwks') return json(response, { keys: [publicPart(key.jwk)] });
    if (url.pathname === '/authorize') {
      const back = new URL(url.searchParams.get('redirect_uri') ?? '');
      const code = `code-${nonces.size}`;
      nonces.set(code, url.searchParams.get('nonce') ?? '');
      back.searchParams.set('code', code);
      back.searchParams.set('state', url.searchParams.get('state') ?? '');
      return void response.writeHead(303, { location: back.href }).end();
    }
    return void bodyOf(request).then((body) => {
      const nonce = nonces.get(body.get('code') ?? '');
      json(response, {
        access_token: 'an-access-token',
        token_type: 'Bearer',
        id_token: signed(key, made, { nonce, now: nowSeconds() }),
      });
    });
  });
  return made;
}

function discovery({ issuer, discovery: over }: Forger): object {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    ...over,
  };
}

function signed(
  key: SigningKey,
  { issuer, token }: Forger,
  { nonce, now }: { nonce: string | undefined; now: number },
) {
  const header = { alg: 'RS256', kid: key.jwk.kid, ...token.header };
  const claims = {
    iss: issuer,
    aud: client.id,
    sub: 'subject-f',
    nonce,
    iat: now,
    exp: now + 600,
    email: 'fay@example.org',
    email_verified: true,
    name: 'Fay Forged',
    ...token.claims,
  };
  const text = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const signature =
    token.signature ?? createSign('sha256').update(text).sign(key.privateKey).toString('base64url');
  return `${text}.${signature}`;
}

/** A browser: keeps cookies of each host, and goes where it is sent. `mapped` leads a public address to a local one. */
export function openBrowser(mapped: ReadonlyMap<string, string>) {
  const jar = new Map<string, Map<string, string>>();
  const cookiesOf = (origin: string) => jar.get(origin) ?? new Map<string, string>();
  const get = async (address: string, headers: Record<string, string> = {}) => {
    const url = new URL(address);
    const cookies = cookiesOf(url.origin);
    const response = await fetch((mapped.get(url.origin) ?? url.origin) + url.pathname + url.search, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '), ...headers },
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    jar.set(url.origin, cookies);
    const location = response.headers.get('location');
    return {
      status: response.status,
      headers: response.headers,
      text: await response.text(),
      location: location === null ? null : new URL(location, url).href,
    };
  };
  return {
    get,
    cookiesOf,
    /** Follows redirects until an address that starts with `until` comes up, which is not called. */
    async follow(address: string, until: string) {
      let next = address;
      for (let hop = 0; hop < 12; hop += 1) {
        const answer = await get(next);
        if (answer.location === null)
          throw new Error(`${next} answered ${answer.status}: ${answer.text.slice(0, 500)}`);
        if (answer.location.startsWith(until)) return answer.location;
        next = answer.location;
      }
      throw new Error(`more than 12 redirects, the last to ${next}`);
    },
  };
}

interface SigningKey {
  jwk: { kid: string } & Record<string, unknown>;
  privateKey: KeyObject;
}

function newKey(): SigningKey {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = privateKey.export({ format: 'jwk' });
  const kid = createHash('sha256').update(String(jwk.n)).digest('base64url').slice(0, 16);
  return { privateKey, jwk: { ...jwk, kid, use: 'sig', alg: 'RS256' } };
}

function publicPart({ kty, n, e, kid, use, alg }: SigningKey['jwk']): object {
  return { kty, n, e, kid, use, alg };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${portOf(server)}`;
}

/** A server that listens on a port has an address with a port. */
function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

function json(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return new URLSearchParams(Buffer.concat(chunks).toString());
}
