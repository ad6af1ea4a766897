import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import compress from '@fastify/compress';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../refusal.ts';

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/**
 * Serves the web application: hashed assets for ever, everything else fresh, and its first page for every
 * address that is not the API's, because the application has addresses of its own.
 */
export function servePages(server: FastifyInstance, folder: URL): void {
  const root = fileURLToPath(folder);
  const built = existsSync(root);
  server.register(async (scope) => {
    await scope.register(compress, { encodings: ['br', 'gzip'] });
    if (!built) return;
    await scope.register(fastifyStatic, {
      root,
      index: ['index.html'],
      cacheControl: false,
      setHeaders(reply, path) {
        reply.header(
          'cache-control',
          path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
        reply.header('content-security-policy', policy);
        reply.header('cross-origin-opener-policy', 'same-origin');
      },
    });
    scope.setNotFoundHandler((request, reply) => {
      const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
      if (wantsPage && !/^\/(api|ingest|v2|ping|assets)\//.test(request.url))
        return reply.sendFile('index.html');
      throw new Refusal('not_found', 'There is nothing at this address.');
    });
  });
}
