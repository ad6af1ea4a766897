import cookie from '@fastify/cookie';
import type { Endpoint } from '@muster/contract/platform/endpoint';
import { tokenExpiresHeader, tokenNoticeDays } from '@muster/contract/platform/wire';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { invalid } from '../action.ts';
import { type Actor, anyone, isInScope, mayAct } from '../actor.ts';
import { newRequestId } from '../ids.ts';
import { deepestJson, isDeeperThan } from '../json-limits.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import type { SecretBox } from '../secrets.ts';
import { addressOnHost } from '../sites/host.ts';
import { isStorable } from '../storable.ts';
import { wireTime } from '../wire-time.ts';
import { limitConnections, patience } from './connections.ts';
import { type Cookies, cookiesOf, writeCookie } from './cookies.ts';
import { refuseStale } from './freshness.ts';
import { safeHeaders, sendSafeHeaders } from './headers.ts';
import type { ApiLimits } from './limits.ts';
import { refuseForeignWrites } from './origin.ts';
import { problemOf } from './problems.ts';
import { noteRefusedCall } from './refused-calls.ts';
import { type Asked, type Plugin, type Route, Streamed } from './route.ts';
import { serializerOf } from './serializer.ts';
import { mayUpgrade } from './upgrade.ts';

const longestBody = 1_048_576;
const longestFile = 16_777_216;
const longestUserAgent = 300;

/** Finds who asks: null when a credential was given that is not valid, which is never the same as none. */
export type Authenticate = (credential: Credential) => Promise<Actor | null>;

export type Credential = ({ token: string } | { session: string }) & {
  address: string | null;
  /** Only looks whether it still holds, which is no use of it. */
  isWatch?: true;
};

export interface HttpNeeds {
  platform: Platform;
  authenticate: Authenticate;
  routes: readonly Route[];
  plugins: readonly Plugin[];
  limits: ApiLimits;
  /** Parse every answer by its schema; on in tests. */
  checkAnswers: boolean;
}

/** Builds the HTTP server from the contract: nothing is reachable that is not in `routes` or `plugins`. */
export function createHttp(needs: HttpNeeds): FastifyInstance {
  const { platform } = needs;
  const server = Fastify({
    http: {
      headersTimeout: patience.headersTimeout,
      connectionsCheckingInterval: patience.connectionsCheckingInterval,
      // Some programs wish for HTTP/2 with each request that they make; they get their answer all the same.
      shouldUpgradeCallback: mayUpgrade,
    },
    requestTimeout: patience.requestTimeout,
    connectionTimeout: patience.connectionTimeout,
    keepAliveTimeout: 65_000,
    trustProxy: (_address, hop) => hop < platform.settings.trustProxyHops,
    genReqId: newRequestId,
    rewriteUrl: ({ url = '/', headers }) => addressOnHost(platform.sites, headers.host, url),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 600 },
    logger: false,
    // An address that cannot be decoded is refused before any hook has run.
    frameworkErrors: (error, request, reply) => {
      reply.headers(safeHeaders(platform.settings.url));
      sendProblem(reply, error, request.id, platform);
    },
  });
  server.register(cookie);
  acceptBodies(server);
  server.setErrorHandler((error, request, reply) => sendProblem(reply, error, request.id, platform));
  limitConnections(server.server, platform.settings.trustProxyHops > 0);
  sendSafeHeaders(server, platform.settings.url);
  refuseForeignWrites(server, platform.settings.url);
  server.register(async (scope) => {
    for (const one of needs.routes) register(scope, one, needs);
  });
  server.register(async (scope) => {
    refuseUnstorable(scope);
    for (const plugin of needs.plugins) plugin(scope, platform);
  });
  return server;
}

/** An endpoint that takes any body takes a file of the operator's; an organisation of thousands fits into one. */
function isWholeFile(endpoint: Endpoint): boolean {
  return endpoint.body instanceof z.ZodUnknown;
}

/** Bodies are kept as text and parsed here, so that a wrong one gets our own answer. */
function acceptBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
}

/** An address of a plugin has no schema; what the database cannot keep leads nowhere in any of them. */
function refuseUnstorable(server: FastifyInstance): void {
  server.addHook('onRequest', (request, _reply, done) => {
    const leadsNowhere = !isStorable(request.params);
    done(leadsNowhere ? new Refusal('not_found', 'There is nothing at this address.') : undefined);
  });
}

function register(server: FastifyInstance, { endpoint, handle }: Route, needs: HttpNeeds): void {
  const admitted = new WeakMap<FastifyRequest, Actor>();
  server.route({
    method: endpoint.method,
    url: endpoint.path.replace(/\{(\w+)\}/g, ':$1'),
    bodyLimit: isWholeFile(endpoint) ? longestFile : longestBody,
    // Before the body is read: nobody makes us keep megabytes who may not call it.
    async onRequest(request) {
      admitted.set(request, await admit(request, endpoint, needs));
    },
    async handler(request, reply) {
      const actor = admitted.get(request);
      if (!actor) throw new Error('nobody has looked who asks');
      const asked = readRequest(request, reply, { endpoint, actor }, needs.platform);
      const answer = await handle(asked);
      reply.code(endpoint.status);
      if (answer instanceof Streamed) return sendStream(reply, answer);
      const version = versionIn(answer);
      if (version !== null) reply.header('etag', `"${version}"`);
      if (endpoint.status === 204) return reply.send();
      return reply
        .type('application/json; charset=utf-8')
        .serializer(needs.checkAnswers ? JSON.stringify : serializerOf(endpoint, reply))
        .send(needs.checkAnswers ? endpoint.answer.parse(answer) : answer);
    },
  });
}

function sendStream(reply: FastifyReply, { type, fileName, body }: Streamed): FastifyReply {
  return reply.type(type).header('content-disposition', attachment(fileName)).send(body);
}

/** RFC 6266: a name that every browser reads, and the true one for those that read more than ASCII. */
function attachment(fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  if (plain === fileName) return `attachment; filename="${plain}"`;
  const whole = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}

/** What has a version is given back with it as `If-Match`. */
function versionIn(answer: unknown): string | null {
  return typeof answer === 'object' &&
    answer !== null &&
    'version' in answer &&
    typeof answer.version === 'string'
    ? answer.version
    : null;
}

function readRequest(
  request: FastifyRequest,
  reply: FastifyReply,
  { endpoint, actor }: { endpoint: Endpoint; actor: Actor },
  platform: Platform,
): Asked<Endpoint> {
  const cookies = cookiesOf(platform.settings.url);
  tellOfEnd(reply, actor, platform.clock.now());
  const rawBody = typeof request.body === 'string' ? request.body : '';
  return {
    platform,
    caller: {
      actor,
      requestId: request.id,
      address: request.ip,
      userAgent: request.headers['user-agent']?.slice(0, longestUserAgent) ?? null,
      cookies: {
        session: request.cookies[cookies.session] || null,
        device: request.cookies[cookies.device] || null,
      },
      ...idempotencyOf(request, endpoint, { rawBody, secrets: platform.secrets }),
    },
    params: addressed(endpoint, request.params),
    query: parsed(endpoint.query, withoutBlanks(request.query)),
    body: readBody(endpoint, rawBody, request.headers['content-type'] ?? ''),
    rawBody,
    ifMatch: ifMatchOf(request),
    contentType: request.headers['content-type'] ?? '',
    ...cookieParts(request, reply, cookies),
  };
}

/** Who asks, if he may. Whoever may not leaves a trace. */
async function admit(
  request: FastifyRequest,
  endpoint: Endpoint,
  { platform, authenticate, limits }: HttpNeeds,
): Promise<Actor> {
  const cookies = cookiesOf(platform.settings.url);
  let actor: Actor = anyone;
  try {
    actor = await countedActorOf(request, () => actorOf(request, authenticate, cookies), limits);
    if (!mayAct(actor, endpoint.who)) {
      if (actor.kind === 'anyone') throw new Refusal('unauthenticated', 'Sign in, or send a token.');
      throw new Refusal('forbidden', whyForbidden(actor));
    }
    refuseStale(actor, endpoint, platform.clock.now());
    refuseOutOfScope(actor, endpoint);
    return actor;
  } catch (error) {
    await noteRefusedCall(platform, request, { endpoint, actor, error });
    throw error;
  }
}

/** A token that ends soon says so with each answer, so that whoever uses it hears of it in time. */
function tellOfEnd(reply: FastifyReply, actor: Actor, now: Temporal.Instant): void {
  const token = actor.kind === 'person' || actor.kind === 'token' ? actor.token : undefined;
  if (!token?.expiresAt || now.until(token.expiresAt).total('hours') > 24 * tokenNoticeDays) return;
  reply.header(tokenExpiresHeader, wireTime(token.expiresAt));
}

function whyForbidden(actor: Actor): string {
  return actor.kind === 'person' && actor.session?.lacksFactor
    ? 'Administrators of this Muster need a second factor. Set one up under Security first.'
    : 'Your access does not allow this.';
}

function refuseOutOfScope(actor: Actor, endpoint: Endpoint): void {
  if (isInScope(actor, endpoint)) return;
  const scope = `${endpoint.area}:${endpoint.isRead ? 'read' : 'write'}`;
  throw new Refusal('forbidden', `This token is limited to scopes, and ${scope} is not one of them.`);
}

/** What no name and no id can be leads nowhere, and is not told apart from what is out of reach. */
function addressed(endpoint: Endpoint, params: unknown): unknown {
  const result = isStorable(params) ? endpoint.params.safeParse(params) : null;
  if (!result?.success) throw new Refusal('not_found', 'There is nothing at this address.');
  return result.data;
}

/** The version that a change is meant for, without its quotation marks; null when it is meant for any. */
function ifMatchOf(request: FastifyRequest): string | null {
  const given = request.headers['if-match'];
  return given === undefined || given === '*' ? null : given.replace(/^W\//, '').replace(/^"(.*)"$/, '$1');
}

/** Whoever is known counts for himself; strangers, and whoever comes with a wrong token, by their address. */
export async function countedActorOf(
  request: FastifyRequest,
  find: () => Promise<Actor>,
  limits: ApiLimits,
): Promise<Actor> {
  const actor = await find().catch((error: unknown) => {
    if (error instanceof Refusal) limits.stranger(request.ip);
    throw error;
  });
  if (actor.kind === 'anyone') limits.stranger(request.ip);
  else limits.known(actor);
  return actor;
}

/** A token wins over a cookie. A credential that is malformed or unknown is refused, never treated as none. */
export async function actorOf(
  request: FastifyRequest,
  authenticate: Authenticate,
  cookies: Cookies,
): Promise<Actor> {
  const header = request.headers.authorization;
  if (header !== undefined) {
    const token = /^Bearer ([\x21-\x7e]{8,512})$/i.exec(header)?.[1];
    const actor = token ? await authenticate({ token, address: request.ip }) : null;
    if (!actor) throw new Refusal('unauthenticated', 'This token is not valid.');
    return actor;
  }
  const session = request.cookies[cookies.session];
  if (!session) return anyone;
  return (await authenticate({ session, address: request.ip })) ?? anyone;
}

function readBody(endpoint: Endpoint, raw: string, contentType: string): unknown {
  if (/yaml/i.test(contentType) && isWholeFile(endpoint)) return raw;
  return parsed(endpoint.body, raw.trim() === '' ? emptyBody(endpoint) : parseJson(raw));
}

/** A filter that is left empty, as in `?state=&q=down`, is none. */
function withoutBlanks(query: unknown): unknown {
  return Object.fromEntries(Object.entries(Object(query)).filter(([, value]) => value !== ''));
}

/** An empty body is an empty object where one is described, and nothing where it may be left out. */
function emptyBody(endpoint: Endpoint): unknown {
  return endpoint.body instanceof z.ZodOptional ? undefined : {};
}

function parseJson(text: string): unknown {
  if (isDeeperThan(text, deepestJson)) throw new Refusal('invalid', 'The body is nested too deeply.');
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal('invalid', 'The body is not JSON.');
  }
}

function parsed<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  if (!isStorable(value))
    throw new Refusal('invalid', 'A text has the character U+0000, or half of a character.');
  const result = schema.safeParse(value);
  if (!result.success) throw invalid(result.error);
  return result.data;
}

/** The fingerprint is made with our key, because a body may hold a password. */
function idempotencyOf(
  request: FastifyRequest,
  endpoint: Endpoint,
  { rawBody, secrets }: { rawBody: string; secrets: SecretBox },
) {
  const key = request.headers['idempotency-key'];
  if (key === undefined || endpoint.method !== 'POST') return {};
  if (typeof key !== 'string' || key.length > 255 || key.trim() === '') {
    throw new Refusal('invalid', 'Idempotency-Key must have 1 to 255 characters.');
  }
  const fingerprint = secrets.sign('idempotency', `${request.method} ${request.url}\n${rawBody}`);
  return { idempotency: { key, fingerprint } };
}

/** The cookies last as long as what they stand for does at most: the server knows when it has ended before. */
function cookieParts(
  request: FastifyRequest,
  reply: FastifyReply,
  { session, device, isSecure }: Cookies,
): Pick<Asked<Endpoint>, 'sessionSecret' | 'setSession' | 'deviceSecret' | 'setDevice'> {
  return {
    sessionSecret: request.cookies[session] || null,
    setSession: (value) => writeCookie(reply, { name: session, value, days: 30, isSecure }),
    deviceSecret: request.cookies[device] || null,
    setDevice: (value) => writeCookie(reply, { name: device, value, days: 400, isSecure }),
  };
}

function sendProblem(
  reply: FastifyReply,
  error: unknown,
  requestId: string,
  platform: Platform,
): FastifyReply {
  const problem = problemOf(error, requestId, platform.log);
  if (problem.status === 503) reply.header('retry-after', '1');
  if (problem.status === 429) reply.header('retry-after', retryAfterOf(error));
  // The serializer of a route is for its success; a problem document writes itself.
  return reply.code(problem.status).type('application/problem+json').serializer(JSON.stringify).send(problem);
}

/** A refusal that knows says in how many seconds; without that, a minute. */
function retryAfterOf(error: unknown): string {
  const known = error instanceof Refusal ? error.members.retryAfter : undefined;
  return typeof known === 'number' ? String(known) : '60';
}
