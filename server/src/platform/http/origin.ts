import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../refusal.ts';
import { cookiesOf } from './cookies.ts';

/**
 * A browser sends our cookies along with what another site makes it write, and would take a cookie that another site
 * makes it ask for: signing somebody in as somebody else is a write, too. So nothing under the API is written from
 * elsewhere, cookie or not, and nothing anywhere by cookie unless it comes from our own pages. A token is no cookie:
 * no site can make a browser send one. (reliability.md, section 7, 42.)
 */
export function refuseForeignWrites(server: FastifyInstance, url: string): void {
  const { session, device } = cookiesOf(url);
  server.addHook('onRequest', (request, _reply, done) => {
    const { method, headers } = request;
    if (method === 'GET' || method === 'HEAD' || headers.authorization !== undefined) return done();
    const origin = originOf(request, url);
    const hasCookie = [session, device].some((name) => headers.cookie?.includes(name));
    const isOurs = hasCookie || request.url.startsWith('/api/');
    const isRefused = origin === 'elsewhere' ? isOurs : origin === 'unknown' && hasCookie;
    done(isRefused ? new Refusal('forbidden', foreignWrite) : undefined);
  });
}

/**
 * Where a write comes from, as far as the browser tells: `here` from a page of this server, `elsewhere` from a page
 * of another one, `unknown` where nothing is said, as by a command line. A page cannot forge what is read here.
 */
export function originOf(request: Pick<FastifyRequest, 'headers' | 'host'>, url: string): WriteOrigin {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'elsewhere';
  const origin = request.headers.origin;
  if (origin !== undefined && !isOwn(origin, request.host, url)) return 'elsewhere';
  // Our pages set this header; another site's page would have to ask for leave first, and gets none.
  const isSaid = site !== undefined || origin !== undefined || request.headers['x-muster'] === '1';
  return isSaid ? 'here' : 'unknown';
}

export type WriteOrigin = 'here' | 'elsewhere' | 'unknown';

/** By the address that is set up, or by the one that the browser has asked: behind a proxy they may differ. */
function isOwn(origin: string, host: string, url: string): boolean {
  const asked = URL.parse(origin);
  return asked !== null && (asked.origin === URL.parse(url)?.origin || asked.host === host);
}

/** What a write from elsewhere is told. */
const foreignWrite =
  'A write must come from the pages of this server. If it did, set MUSTER_URL to the address in the browser.';
