import {
  createScimToken as createEndpoint,
  deleteScimToken as deleteEndpoint,
  getScim,
  saveScimSettings as saveEndpoint,
} from '@muster/contract/catalog/scim';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, anyone } from '../../platform/actor.ts';
import { recordRefused } from '../../platform/audit/refused.ts';
import { isUnavailable } from '../../platform/db.ts';
import type { ApiLimits } from '../../platform/http/limits.ts';
import { type Plugin, route } from '../../platform/http/route.ts';
import type { Caller, Platform } from '../../platform/platform.ts';
import { Refusal } from '../../platform/refusal.ts';
import { isStorable } from '../../platform/storable.ts';
import {
  authenticateDirectory,
  createGroup,
  createScimToken,
  createUser,
  deleteGroup,
  deleteScimToken,
  deleteUser,
  replaceGroup,
  replaceUser,
  saveScimSettings,
} from './actions.ts';
import { errorBody, listBody, ScimRefusal } from './model.ts';
import { byIdIn, resourceTypes, schemas, serviceConfiguration } from './schemas.ts';
import { groupList, groupView, scimRoot, scimView, userList, userView } from './views.ts';

export const routes = [
  route(getScim, ({ platform }) => scimView(platform)),
  route(createEndpoint, ({ platform, caller, body }) => createScimToken(platform, caller, body)),
  route(deleteEndpoint, ({ platform, caller, params }) => deleteScimToken(platform, caller, params)),
  route(saveEndpoint, ({ platform, caller, body }) => saveScimSettings(platform, caller, body)),
];

/** What a call of the directory comes with. */
interface Call {
  platform: Platform;
  caller: Caller;
  id: string;
  query: URLSearchParams;
  body: unknown;
  root: string;
}

type Answer = { status: number; body?: object };
type Answering = (call: Call) => Promise<Answer>;

const ok = async (body: Promise<object> | object): Promise<Answer> => ({ status: 200, body: await body });
const emptied: Answer = { status: 204 };

/** /scim/v2, in SCIM's own form. Only a token of the directory opens it, and that opens nothing else. */
export const scimPlugin =
  (limits: ApiLimits): Plugin =>
  (server, platform) => {
    server.register(
      async (scope) => {
        const admitted = new WeakMap<FastifyRequest, Actor>();
        scope.setErrorHandler((error, request, reply) =>
          sendError(reply, error, { platform, requestId: request.id }),
        );
        const at = (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, answering: Answering) =>
          scope.route({
            method,
            url,
            // Before the body is read, which may be long.
            async onRequest(request) {
              admitted.set(request, await directoryOf(request, platform, limits));
            },
            handler: async (request, reply) => {
              const { status, body } = await answering(readCall(request, platform, admitted.get(request)));
              return send(reply, status, body);
            },
          });
        about(at);
        users(at);
        groups(at);
        at('GET', '/*', nothingHere);
      },
      { prefix: '/scim/v2' },
    );
  };

type At = (
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  url: string,
  answering: Answering,
) => FastifyInstance;

function about(at: At): void {
  const list = (all: object[]) => ok(listBody(all, { total: all.length, startIndex: 1 }));
  at('GET', '/ServiceProviderConfig', ({ root }) => ok(serviceConfiguration(root)));
  at('GET', '/ResourceTypes', ({ root }) => list(resourceTypes(root)));
  at('GET', '/ResourceTypes/:id', async ({ root, id }) => ok(byIdIn(resourceTypes(root), id)));
  at('GET', '/Schemas', ({ root }) => list(schemas(root)));
  at('GET', '/Schemas/:id', async ({ root, id }) => ok(byIdIn(schemas(root), id)));
}

function users(at: At): void {
  const shown = ({ platform, root }: Call, id: string) => userView(platform.db, id, root);
  const replace = (isPatch: boolean) => async (call: Call) => {
    const { platform, caller, id, body } = call;
    await replaceUser(platform, caller, { id, body, isPatch });
    return ok(shown(call, id));
  };
  at('GET', '/Users', ({ platform, query, root }) => ok(userList(platform.db, query, root)));
  at('GET', '/Users/:id', (call) => ok(shown(call, call.id)));
  at('POST', '/Users', async (call) => {
    const id = await createUser(call.platform, call.caller, call.body);
    return { status: 201, body: await shown(call, id) };
  });
  at('PUT', '/Users/:id', replace(false));
  at('PATCH', '/Users/:id', replace(true));
  at('DELETE', '/Users/:id', async ({ platform, caller, id }) => {
    await deleteUser(platform, caller, id);
    return emptied;
  });
}

function groups(at: At): void {
  const shown = ({ platform, root, query }: Call, id: string) => groupView(platform.db, id, query, root);
  at('GET', '/Groups', ({ platform, query, root }) => ok(groupList(platform.db, query, root)));
  at('GET', '/Groups/:id', (call) => ok(shown(call, call.id)));
  at('POST', '/Groups', async (call) => {
    const id = await createGroup(call.platform, call.caller, call.body);
    return { status: 201, body: await shown(call, id) };
  });
  at('PUT', '/Groups/:id', async (call) => {
    await replaceGroup(call.platform, call.caller, { id: call.id, body: call.body, isPatch: false });
    return ok(shown(call, call.id));
  });
  // Without the members, which may be thousands and were not asked for.
  at('PATCH', '/Groups/:id', async ({ platform, caller, id, body }) => {
    await replaceGroup(platform, caller, { id, body, isPatch: true });
    return emptied;
  });
  at('DELETE', '/Groups/:id', async ({ platform, caller, id }) => {
    await deleteGroup(platform, caller, id);
    return emptied;
  });
}

async function nothingHere(): Promise<Answer> {
  throw new ScimRefusal(404, 'There is nothing at this address.');
}

function readCall(request: FastifyRequest, platform: Platform, actor: Actor | undefined): Call {
  if (!actor) throw new Error('nobody has looked who asks');
  const query = new URL(request.url, 'http://any.invalid').searchParams;
  const body = request.method === 'GET' || request.method === 'DELETE' ? undefined : readBody(request.body);
  const params = Object(request.params);
  if (!isStorable([...query.values()]) || !isStorable(body) || !isStorable(params.id ?? ''))
    throw new ScimRefusal(400, 'A text has the character U+0000, or half of a character.', 'invalidValue');
  return {
    platform,
    caller: { actor, requestId: request.id, address: request.ip },
    id: typeof params.id === 'string' ? params.id : '',
    query,
    body,
    root: scimRoot(platform.settings.url),
  };
}

/** Whose token it is. A wrong one counts for its address, and leaves a trace like a wrong token of the API. */
async function directoryOf(
  { headers, ip, id }: FastifyRequest,
  platform: Platform,
  limits: ApiLimits,
): Promise<Actor> {
  const secret = /^Bearer ([\x21-\x7e]{8,512})$/i.exec(headers.authorization ?? '')?.[1];
  const actor = secret ? await authenticateDirectory(platform, secret) : null;
  if (!actor) {
    limits.stranger(ip);
    const why = 'This is no valid SCIM token.';
    const caller = { actor: anyone, requestId: id, address: ip };
    if (headers.authorization !== undefined)
      await recordRefused(platform, caller, { action: 'platform.useToken', subject: 'SCIM', why });
    throw new ScimRefusal(401, why);
  }
  limits.known(actor);
  return actor;
}

function readBody(raw: unknown): unknown {
  try {
    return JSON.parse(typeof raw === 'string' ? raw : '');
  } catch {
    throw new ScimRefusal(400, 'The body is not JSON.', 'invalidSyntax');
  }
}

function send(reply: FastifyReply, status: number, body?: object): FastifyReply {
  reply.code(status).header('cache-control', 'no-store');
  if (body === undefined) return reply.send();
  return reply.type('application/scim+json; charset=utf-8').send(JSON.stringify(body));
}

const statuses: Partial<Record<Refusal['code'], number>> = {
  not_found: 404,
  forbidden: 403,
  conflict: 409,
  limit: 429,
  unauthenticated: 401,
};

/** A refusal of an action that is not SCIM's own, such as that the last administrator stays, is told in its form. */
function sendError(
  reply: FastifyReply,
  error: unknown,
  { platform, requestId }: { platform: Platform; requestId: string },
): FastifyReply {
  if (error instanceof ScimRefusal) {
    if (error.status === 401) reply.header('www-authenticate', 'Bearer');
    return send(reply, error.status, errorBody(error.status, error.message, error.scimType));
  }
  if (error instanceof Refusal) {
    const status = statuses[error.code] ?? 400;
    const { retryAfter } = error.members;
    if (typeof retryAfter === 'number') reply.header('retry-after', String(retryAfter));
    return send(reply, status, errorBody(status, error.message, null));
  }
  const status = Reflect.get(Object(error), 'statusCode');
  if (typeof status === 'number' && status < 500)
    return send(reply, status, errorBody(status, 'The request cannot be read.', null));
  if (isUnavailable(error))
    return send(reply.header('retry-after', '1'), 503, errorBody(503, 'Try again soon.', null));
  platform.log.error({ error, requestId }, 'a request of the directory failed');
  return send(reply, 500, errorBody(500, `Muster failed; the log tells more under ${requestId}.`, null));
}
