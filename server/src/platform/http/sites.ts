import type { FastifyReply, FastifyRequest } from 'fastify';
import { isInScope, mayAct } from '../actor.ts';
import { Refusal } from '../refusal.ts';
import type { ServedFile, ServedSite, Sites } from '../sites/sites.ts';
import type { ApiLimits } from './limits.ts';
import type { Plugin } from './route.ts';
import type { Authenticate } from './server.ts';
import { whoAsks } from './who-asks.ts';

/** Short, so that news are seen; kept on for a while where this server does not answer. */
const kept = 'public, max-age=10, stale-while-revalidate=60, stale-if-error=86400';

/** Everywhere but in the API they are read as pages; a part of the API's grammar is what a scope names. */
const reading = {
  method: 'GET',
  path: '/status/{page}',
  area: 'incidents',
  isRead: true,
  who: 'signedIn',
} as const;

/**
 * `GET /status/<site>` and all below it, from memory. A public site asks nothing of the database. One that is not needs
 * somebody who may sign in, as the news on it are for all staff; a browser without a session is led to where one does,
 * and from there back.
 */
export function sitesPlugin(sites: Sites, authenticate: Authenticate, limits: ApiLimits): Plugin {
  return (server, platform) => {
    const answer = async (request: FastifyRequest, reply: FastifyReply) => {
      const { site: name, path } = addressOf(request.params);
      const site = sites.get(name);
      if (!site) throw nothingHere();
      if (!site.head.isPublic) {
        const actor = await whoAsks(request, reading, { platform, authenticate, limits });
        if (actor.kind === 'anyone' && (request.headers.accept ?? '').includes('text/html'))
          return reply.redirect(`/reading/${name}/${path}`.replace(/\/$/, ''), 303);
        if (!mayAct(actor, reading.who) || !isInScope(actor, reading)) throw nothingHere();
      }
      const file = fileAt(site, path);
      if (!file) throw nothingHere();
      return sendFile(request, reply, { site, file });
    };
    server.get('/status/:site', answer);
    server.get('/status/:site/*', answer);
  };
}

function addressOf(params: unknown): { site: string; path: string } {
  const { site, '*': path = '' } = params as { site: string; '*'?: string };
  return { site, path: path.replace(/\/+$/, '') };
}

function fileAt({ files }: ServedSite, path: string): ServedFile | undefined {
  return files.get(path === '' ? 'index.html' : path) ?? files.get(`${path}.html`);
}

function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { site, file }: { site: ServedSite; file: ServedFile },
): FastifyReply {
  const isZipped = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  const etag = `"${file.etag}${isZipped ? '-gz' : ''}"`;
  const isPage = file.type.startsWith('text/html');
  reply.headers({
    etag,
    vary: 'accept-encoding',
    'cache-control': site.head.isPublic ? kept : 'private, no-cache',
    ...(isPage ? { 'content-security-policy': site.head.policy } : {}),
    // Whatever of it is no page may be shown and read from anywhere: badges, feeds, the JSON of clients in browsers.
    ...(site.head.isPublic && !isPage
      ? { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' }
      : {}),
  });
  if (matches(request.headers['if-none-match'], etag)) return reply.code(304).send();
  if (isZipped) reply.header('content-encoding', 'gzip');
  return reply.type(file.type).send(isZipped ? file.zipped : file.plain);
}

function matches(given: string | undefined, etag: string): boolean {
  return (given ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
}

function nothingHere(): Refusal {
  return new Refusal('not_found', 'There is nothing at this address.');
}
