import { getTrial, startTrial } from '@muster/contract/catalog/sso';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { anyone } from '../../platform/actor.ts';
import { type Cookies, cookiesOf, writeCookie } from '../../platform/http/cookies.ts';
import type { ApiLimits } from '../../platform/http/limits.ts';
import { type Plugin, route } from '../../platform/http/route.ts';
import { newSecret } from '../../platform/ids.ts';
import { OidcFailure } from '../../platform/oidc/model.ts';
import type { Caller, Platform } from '../../platform/platform.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { beginSignOn, finishSignOn } from './actions.ts';
import { landing } from './model.ts';
import { trialView } from './views.ts';

export const routes = [
  route(startTrial, async ({ platform, caller, params, sessionSecret }) => {
    const { actor } = caller;
    if (actor.kind !== 'person' || sessionSecret === null)
      throw new Refusal('precondition', 'Try it out in the browser: a token cannot sign in at a provider.');
    try {
      return await beginSignOn(platform, {
        provider: params.name,
        browser: sessionSecret,
        triedBy: actor.name,
      });
    } catch (error) {
      if (error instanceof OidcFailure) throw new Refusal('conflict', error.message);
      throw error;
    }
  }),
  route(getTrial, async ({ platform, caller: { actor }, params }) => {
    const outcome = actor.kind === 'person' ? await trialView(platform, params.id, actor.name) : undefined;
    if (!outcome) throw notFound('trial');
    return outcome;
  }),
];

/**
 * The two addresses that a browser is sent to; everything they answer is a redirect. Each asks the provider something,
 * so that a stranger may not come too often.
 */
export const signOnPlugin =
  (limits: ApiLimits): Plugin =>
  (server, platform) => {
    const cookies = cookiesOf(platform.settings.url);
    const loginCookie = cookies.session.replace('session', 'login');
    const how = { path: '/', httpOnly: true, sameSite: 'lax', secure: cookies.isSecure } as const;

    server.get<Params>('/sso/:provider/start', async (request, reply) => {
      limits.stranger(request.ip);
      // A sign-in begins on our own pages; another site that begins one here has something in mind.
      const site = request.headers['sec-fetch-site'];
      if (site !== undefined && site !== 'same-origin' && site !== 'none') return go(reply, '/');
      const browser = newSecret();
      const beginning = beginSignOn(platform, {
        provider: request.params.provider,
        browser,
        returnTo: queryOf(request).get('to') ?? '/',
        isAnew: queryOf(request).get('again') === '1',
      });
      const url = await beginning.then(
        (begun) => begun.url,
        (error: unknown) => noteNotBegun(platform, request.params.provider, error),
      );
      reply.setCookie(loginCookie, browser, { ...how, maxAge: 600 });
      return go(reply, url);
    });

    server.get<Params>('/sso/:provider/callback', async (request, reply) => {
      limits.stranger(request.ip);
      const outcome = await finishSignOn(platform, callerOf(request, cookies), {
        provider: request.params.provider,
        query: queryOf(request),
        browser: request.cookies[loginCookie] || null,
        session: request.cookies[cookies.session] || null,
      });
      reply.clearCookie(loginCookie, how);
      if (outcome.kind === 'opened')
        writeCookie(reply, {
          name: cookies.session,
          value: outcome.secret,
          days: 30,
          isSecure: cookies.isSecure,
        });
      return go(reply, landing(outcome));
    });
  };

/** Where to go when the provider cannot be used; whatever else is wrong is thrown on. */
function noteNotBegun(platform: Platform, provider: string, error: unknown): string {
  if (!(error instanceof OidcFailure)) throw error;
  platform.log.warn({ provider, why: error.message }, 'a sign-in could not begin');
  return landing({ kind: 'refused', reason: 'provider' });
}

interface Params {
  Params: { provider: string };
}

function queryOf(request: FastifyRequest): URLSearchParams {
  return new URL(request.url, 'http://any.invalid').searchParams;
}

function callerOf(request: FastifyRequest, { session, device }: Cookies): Caller {
  return {
    actor: anyone,
    requestId: request.id,
    address: request.ip,
    userAgent: request.headers['user-agent']?.slice(0, 300) ?? null,
    cookies: { session: request.cookies[session] || null, device: request.cookies[device] || null },
  };
}

/** The address of a page after a sign-in holds a code, so it is told to nobody. */
function go(reply: FastifyReply, url: string): FastifyReply {
  return reply
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .redirect(url, 303);
}
