import { gunzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Full } from '../../platform/batching.ts';
import { type Buckets, createBuckets } from '../../platform/buckets.ts';
import { cached } from '../../platform/cached.ts';
import { TooLate, uptimeMs, within } from '../../platform/clock.ts';
import { isUnavailable } from '../../platform/db.ts';
import type { Plugin } from '../../platform/http/route.ts';
import { newId } from '../../platform/ids.ts';
import { networkOf } from '../../platform/network.ts';
import type { Platform } from '../../platform/platform.ts';
import { hashOf } from '../../platform/secrets.ts';
import { createShares, type Shares } from '../../platform/shares.ts';
import { ownCanary } from '../canary/actions.ts';
import type { StoredIntegration } from '../integration/model.ts';
import { integrationsByKey } from '../integration/views.ts';
import { compiledRoutes } from '../route/actions.ts';
import { type ArrivalIntake, noteRefused, openIntake } from './actions.ts';
import type {
  Answer,
  Door,
  DoorRequest,
  DoorSettings,
  HeartbeatPing,
  ParseResult,
  RefusalKind,
} from './model.ts';
import { doors, refusalAtTheDoor } from './sources/doors.ts';
import { bodyText } from './sources/normalise/body.ts';

/** One key may send so much: far more than monitoring does, and less than would wear the database out. */
const ofOneKey = { burst: 60_000, perSecond: 5_000 };
/** What waits for the store at most of one key, so that a batch of another is never far behind. */
const shareOfOneKey = { items: 1_250, weight: 8_000 };
/** Requests of one address whose key is not known. */
const withoutKey = { burst: 600, perSecond: 10 };
/** Bodies that a door cuts instead of refusing may be this long on the wire. */
const longestCutBody = 10_485_760;

interface DoorWay {
  platform: Platform;
  intake: ArrivalIntake;
  integrations: () => Promise<ReadonlyMap<string, StoredIntegration>>;
  rates: Buckets;
  strangers: Buckets;
  shares: Shares;
}

/** All doors, each at its own paths, in the forms of their senders. */
export const doorPlugin: Plugin = (server, platform) => {
  const canary = ownCanary();
  const integrations = cached(platform, ['integrations'], async () =>
    (await integrationsByKey(platform.db)).set(canary.keyHash, canary),
  );
  const routes = cached(platform, ['routes'], () => compiledRoutes(platform.db));
  const way: DoorWay = {
    platform,
    integrations,
    intake: openIntake(platform, routes),
    rates: createBuckets(ofOneKey, uptimeMs),
    strangers: createBuckets(withoutKey, uptimeMs),
    shares: createShares(shareOfOneKey),
  };
  for (const door of doors) server.register(async (scope) => openDoor(scope, door, way));
};

function openDoor(scope: FastifyInstance, door: Door, way: DoorWay): void {
  const bodyLimit = door.keepsFirstBytes ? longestCutBody : door.bodyLimit;
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (_request, body, done) =>
    done(null, body),
  );
  scope.setErrorHandler((error, request, reply) => {
    const tooLarge = error instanceof Error && 'statusCode' in error && error.statusCode === 413;
    if (!tooLarge) way.platform.log.warn({ error, door: door.name }, 'a request could not be read');
    return send(reply, door.refusal(tooLarge ? 'too-large' : 'not-json', request.id), door, way);
  });
  for (const url of door.paths) {
    scope.route({
      method: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
      url,
      bodyLimit,
      exposeHeadRoute: false,
      handler: async (request, reply) => send(reply, await answer(request, door, way), door, way),
    });
  }
}

function send(reply: FastifyReply, answered: Answer, door: Door, { platform }: DoorWay): FastifyReply {
  platform.metrics.ingestRequests.inc({ door: door.name, status: String(answered.status) });
  return reply.code(answered.status).headers(answered.headers).send(answered.body);
}

async function answer(request: FastifyRequest, door: Door, way: DoorWay): Promise<Answer> {
  const doorRequest = read(request, door, way.platform);
  if (!doorRequest) return door.refusal('not-json', request.id);
  const refused = (kind: RefusalKind) => door.refusal(kind, doorRequest.deliveryId);
  const early = refusalAtTheDoor(door, doorRequest);
  if (early) return early.answer;
  const giveUp = new AbortController();
  try {
    const known = answerKnown(request, door, { doorRequest, way, giveUp: giveUp.signal });
    return await within(way.platform.settings.doorPatienceMs, known, 'the store');
  } catch (error) {
    giveUp.abort();
    if (error instanceof Full || error instanceof TooLate || isUnavailable(error))
      return refused('unavailable');
    way.platform.log.error({ error, door: door.name, requestId: request.id }, 'a door failed');
    return refused('unavailable');
  }
}

/** Everything that may have to wait for the store. `giveUp` tells when nobody waits for the answer any more. */
async function answerKnown(
  request: FastifyRequest,
  door: Door,
  { doorRequest, way, giveUp }: { doorRequest: DoorRequest; way: DoorWay; giveUp: AbortSignal },
): Promise<Answer> {
  const overRate = (limit: string) => {
    way.platform.metrics.refusedByLimit.inc({ limit });
    return door.refusal('over-rate', doorRequest.deliveryId);
  };
  const found = await integrationOf(request, door, doorRequest, way);
  if ('status' in found) return isStrangerTooMuch(request, way) ? overRate('address') : found;
  // Before anything of the body is read: what is over the limit costs next to nothing.
  if (found.integration && way.rates.take(found.integration.id) > 0) return overRate('key');
  const result = door.parse(doorRequest, settingsOf(found.integration));
  const integration = found.integration ?? (await integrationOfPing(result, way));
  if (!integration) {
    return isStrangerTooMuch(request, way) ? overRate('address') : absent(door, doorRequest, result);
  }
  const leave = way.shares.enter(integration.id, weightOf(result));
  if (!leave) return overRate('share');
  // What was given up is never said to be stored.
  giveUp.addEventListener('abort', leave);
  return take(doorRequest, door, { integration, result, way, giveUp }).finally(leave);
}

function isStrangerTooMuch(request: FastifyRequest, way: DoorWay): boolean {
  return way.strangers.take(networkOf(request.ip)) > 0;
}

function weightOf(result: ParseResult): number {
  return result.kind === 'events' ? Math.max(1, result.events.length) : 1;
}

/** Null when the body claims to be packed and is not, or unpacks to more than the door takes. */
function read(request: FastifyRequest, door: Door, platform: Platform): DoorRequest | null {
  const mark = request.url.indexOf('?');
  const sent = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const receivedAt = platform.clock.now();
  const rawBody = /gzip/i.test(request.headers['content-encoding'] ?? '')
    ? unpack(sent, door.bodyLimit)
    : sent;
  return (
    rawBody && {
      method: request.method,
      path: mark === -1 ? request.url : request.url.slice(0, mark),
      query: mark === -1 ? '' : request.url.slice(mark + 1),
      headers: request.headers,
      rawBody: door.keepsFirstBytes ? rawBody.subarray(0, door.bodyLimit) : rawBody,
      receivedAt,
      deliveryId: newId(receivedAt),
    }
  );
}

function unpack(packed: Buffer, limit: number): Buffer | null {
  try {
    return gunzipSync(packed, { maxOutputLength: limit });
  } catch {
    return null;
  }
}

/** The integration whose key came along, none where the door's address is the secret, or the refusal. */
async function integrationOf(
  request: FastifyRequest,
  door: Door,
  doorRequest: DoorRequest,
  way: DoorWay,
): Promise<Answer | { integration: StoredIntegration | null }> {
  const fromPath = pathKey(request);
  const found = fromPath === null ? door.keyOf(doorRequest) : ({ kind: 'key', key: fromPath } as const);
  if (found.kind === 'refused') return found.answer;
  if (found.kind === 'unkeyed') return { integration: null };
  const integration = found.kind === 'key' ? (await way.integrations()).get(hashOf(found.key)) : undefined;
  if (integration?.door === door.kind) return { integration };
  return door.refusal(fromPath === null ? 'unknown-key-header' : 'unknown-key-path', doorRequest.deliveryId);
}

function pathKey(request: FastifyRequest): string | null {
  const params: unknown = request.params;
  const key: unknown = params !== null && typeof params === 'object' ? Reflect.get(params, 'key') : undefined;
  return typeof key === 'string' ? key : null;
}

/** A heartbeat is found by its own address: its id or its key is the key of an integration. */
async function integrationOfPing(result: ParseResult, way: DoorWay): Promise<StoredIntegration | undefined> {
  if (result.kind !== 'ping') return undefined;
  const secret = secretOf(result.ping);
  const found = (await way.integrations()).get(hashOf(secret));
  return found?.door === 'heartbeat' ? found : undefined;
}

function secretOf(ping: HeartbeatPing): string {
  return 'id' in ping ? ping.id : 'key' in ping ? ping.key : '';
}

/** Nothing is kept of a request without an integration; a ping by name is answered all the same. */
function absent(door: Door, request: DoorRequest, result: ParseResult): Answer {
  const byName = result.kind === 'ping' && 'name' in result.ping;
  return result.kind === 'refused' || byName ? result.answer : door.refusal('not-found', request.deliveryId);
}

interface Taking {
  integration: StoredIntegration;
  result: ParseResult;
  way: DoorWay;
  giveUp: AbortSignal;
}

async function take(
  request: DoorRequest,
  door: Door,
  { integration, result, way, giveUp }: Taking,
): Promise<Answer> {
  const event = {
    integrationId: integration.id,
    door: door.name,
    receivedAt: request.receivedAt,
    raw: bodyText(request),
  };
  if (result.kind === 'refused') {
    void noteRefused(way.platform, { ...event, status: result.answer.status, reason: result.reason });
    return result.answer;
  }
  const entry = way.intake.accept(
    { integration, door: door.name, receivedAt: request.receivedAt, raw: event.raw, result },
    weightOf(result),
  );
  if (giveUp.aborted) entry.abandon();
  giveUp.addEventListener('abort', entry.abandon);
  const arrived = await entry.stored;
  if (arrived.unknownHeartbeat) return door.refusal('not-found', request.deliveryId);
  const { first } = arrived;
  return result.kind === 'events' && result.answerStored && first
    ? result.answerStored({ alertId: first.alertId, serviceId: first.service, isNew: first.isNew })
    : result.answer;
}

/** What of an integration its door has to know; a heartbeat is parsed before it is known whose it is. */
function settingsOf(integration: StoredIntegration | null): DoorSettings {
  if (!integration) return { name: '', defaultSeverity: 'error' };
  const { id, name, settings } = integration;
  const { defaultSeverity = 'error', heartbeatMatch: labels } = settings;
  return { name, defaultSeverity, ...(labels ? { heartbeatMatch: { labels, heartbeatId: id } } : {}) };
}
