import * as endpoints from '@muster/contract/inform/subscribers';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createBuckets } from '../../platform/buckets.ts';
import { uptimeMs } from '../../platform/clock.ts';
import { tooMany } from '../../platform/http/limits.ts';
import { sendPlainPage } from '../../platform/http/plain-page.ts';
import { type Plugin, route } from '../../platform/http/route.ts';
import { countWrongSecrets } from '../../platform/http/wrong-secrets.ts';
import { networkOf } from '../../platform/network.ts';
import type { Caller, Platform } from '../../platform/platform.ts';
import { Refusal, wrong } from '../../platform/refusal.ts';
import { choose, confirm, eraseSubscriber, exportSubscriber, subscribe, unsubscribe } from './actions.ts';
import * as form from './form.ts';
import { confirmable, offeredPage, ownSubscription, subscriberList } from './views.ts';

export const routes = [
  route(endpoints.listSubscribers, ({ platform, params, query }) =>
    subscriberList(platform, params.name, query),
  ),
  route(endpoints.exportSubscriber, ({ platform, caller, params, body }) =>
    exportSubscriber(platform, caller, { ...params, ...body }),
  ),
  route(endpoints.eraseSubscriber, ({ platform, caller, params }) =>
    eraseSubscriber(platform, caller, params),
  ),
];

interface Named {
  Params: { page: string; secret: string };
}

/**
 * What is reachable without an account: subscribing, agreeing, changing and ending it. A form of a page without script
 * and JSON of a program come to the same addresses. Looking never changes anything, because mail scanners look at every
 * link; only a button, or a mail program's own (RFC 8058), does.
 */
export const subscriberPlugin: Plugin = (server, platform) => {
  const countWrong = countWrongSecrets(platform);
  asking(server, platform);
  agreeing(server, platform, countWrong);
  managing(server, platform, countWrong);
};

type CountWrong = ReturnType<typeof countWrongSecrets>;

function asking(server: FastifyInstance, platform: Platform): void {
  const countAsk = askLimit(platform);
  server.get<Named>('/status/:page/subscribe', async ({ params }, reply) => {
    const page = await offeredPage(platform.db, params.page);
    return page ? send(reply, form.offer(page)) : send(reply, form.nowhere, 404);
  });
  server.post<Named>('/status/:page/subscribers', async (request, reply) => {
    countAsk(request);
    if (isForm(request)) return takeForm(platform, request, reply);
    await subscribe(platform, callerOf(request), { ...jsonOf(request), page: request.params.page });
    return reply.code(202).send({ message: form.told });
  });
}

function agreeing(server: FastifyInstance, platform: Platform, countWrong: CountWrong): void {
  server.get<Named>('/status/:page/confirm/:secret', async (request, reply) => {
    const page = await confirmable(platform, request.params);
    if (page) return send(reply, form.agreeing(page, request.params.secret));
    countWrong(request);
    return send(reply, form.overdue(request.params.page), 404);
  });
  server.post<Named>('/status/:page/confirm/:secret', async (request, reply) => {
    const { page, secret } = request.params;
    const manage = await confirm(platform, callerOf(request), { page, token: secret }).catch(orNothing);
    if (manage !== null) return send(reply, form.hasAgreed(page, manage));
    countWrong(request);
    return send(reply, form.overdue(page), 404);
  });
}

function managing(server: FastifyInstance, platform: Platform, countWrong: CountWrong): void {
  server.get<Named>('/status/:page/subscription/:secret', async (request, reply) => {
    const own = await ownSubscription(platform, request.params);
    if (own) return send(reply, form.managing(own));
    countWrong(request);
    return send(reply, form.ended(request.params.page), 404);
  });
  server.post<Named>('/status/:page/subscription/:secret', async (request, reply) => {
    const { page, secret } = request.params;
    const components = new URLSearchParams(bodyOf(request)).getAll('components');
    const isKept = await choose(platform, callerOf(request), { page, manage: secret, components }).then(
      () => true,
      orNothing,
    );
    const own = await ownSubscription(platform, request.params);
    if (own)
      return send(reply, form.managing(own, isKept ? 'It is kept.' : 'The page has changed. Choose again.'));
    countWrong(request);
    return send(reply, form.ended(page), 404);
  });
  server.get<Named>('/status/:page/unsubscribe/:secret', async ({ params }, reply) =>
    send(reply, form.ending(params.page, params.secret)),
  );
  server.post<Named>('/status/:page/unsubscribe/:secret', async (request, reply) => {
    const { page, secret } = request.params;
    await unsubscribe(platform, callerOf(request), { page, manage: secret }).catch(orNothing);
    return send(reply, form.ended(page));
  });
}

async function takeForm(
  platform: Platform,
  request: FastifyRequest<Named>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const page = await offeredPage(platform.db, request.params.page);
  if (!page) return send(reply, form.nowhere, 404);
  const given = new URLSearchParams(bodyOf(request));
  const [mail, components] = [given.get('mail') ?? '', given.getAll('components')];
  try {
    await subscribe(platform, callerOf(request), { page: page.slug, mail, components });
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'invalid') throw error;
    return send(reply, form.offer(page, error.errors[0]?.message ?? error.message), 422);
  }
  return send(reply, form.asked(page.slug), 202);
}

/** A few in an hour from one network; whoever looks after a company's mailboxes has an account. */
function askLimit({ metrics, settings }: Platform): (request: Pick<FastifyRequest, 'ip'>) => void {
  const anHour = settings.apiRate / 60;
  const buckets = createBuckets({ burst: anHour, perSecond: anHour / 3_600 }, uptimeMs);
  return ({ ip }) => {
    const wait = buckets.take(networkOf(ip));
    if (wait === 0) return;
    metrics.refusedByLimit.inc({ limit: 'address' });
    throw tooMany(wait);
  };
}

function jsonOf(request: FastifyRequest): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(bodyOf(request));
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body };
  } catch {
    // What is no JSON is refused below, in the same words.
  }
  throw wrong('', 'This is no JSON object.');
}

function isForm({ headers }: FastifyRequest): boolean {
  return headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
}

function bodyOf({ body }: FastifyRequest): string {
  return typeof body === 'string' ? body : '';
}

function callerOf(request: FastifyRequest): Caller {
  return { actor: { kind: 'anyone' }, requestId: request.id, address: request.ip };
}

function orNothing(error: unknown): null {
  if (error instanceof Refusal) return null;
  throw error;
}

function send(reply: FastifyReply, view: form.View, status = 200): FastifyReply {
  return sendPlainPage(
    reply.header('cache-control', 'no-store'),
    (nonce) => form.renderForm(view, nonce),
    status,
  );
}
