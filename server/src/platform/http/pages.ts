import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import compress from '@fastify/compress';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { newNonce } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { applicationPolicy, workerPolicy } from './content-policy.ts';

/** What the build writes wherever the nonce of an answer belongs; `web/vite.config.ts` has the same word. */
const noncePlace = 'MUSTER_NONCE';

/**
 * Serves the web application: hashed assets for ever, everything else fresh, and its first page for every
 * address that is not the API's, because the application has addresses of its own. The first page is written anew
 * for each answer, with a nonce that nobody could know before, and kept by no browser: whoever goes back after
 * signing out finds nothing.
 */
export function servePages(server: FastifyInstance, folder: URL): void {
  const root = fileURLToPath(folder);
  const built = existsSync(root);
  server.register(async (scope) => {
    await scope.register(compress, { encodings: ['br', 'gzip'] });
    if (!built) return;
    const sendPage = firstPage(root);
    scope.get('/', (_request, reply) => sendPage(reply));
    scope.get('/index.html', (_request, reply) => sendPage(reply));
    await scope.register(fastifyStatic, {
      root,
      index: false,
      // The build has pressed the assets already (web/pressed-assets.ts).
      preCompressed: true,
      cacheControl: false,
      setHeaders(reply, path) {
        const isHashed = path.includes('/assets/');
        reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
        if (path.endsWith('/sw.js')) reply.header('content-security-policy', workerPolicy);
      },
    });
    scope.setNotFoundHandler((request, reply) => {
      const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
      if (wantsPage && !/^\/(api|ingest|v2|ping|assets)\//.test(request.url)) return sendPage(reply);
      throw new Refusal('not_found', 'There is nothing at this address.');
    });
  });
}

/** The page is read anew when the web was built anew, so that it never names scripts that are gone. */
function firstPage(root: string): (reply: FastifyReply) => FastifyReply {
  const path = join(root, 'index.html');
  return (reply) => {
    const nonce = newNonce();
    return reply
      .header('content-security-policy', applicationPolicy(nonce))
      .type('text/html; charset=utf-8')
      .send(readFileSync(path, 'utf8').replaceAll(noncePlace, nonce));
  };
}
