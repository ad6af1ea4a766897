import type { Endpoint } from '@muster/contract/platform/endpoint';
import { isInScope, mayAct } from '../actor.ts';
import { within } from '../clock.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { sql } from '../sql.ts';
import type { ApiLimits } from './limits.ts';
import { openApiOf } from './openapi.ts';
import type { Plugin } from './route.ts';
import type { Authenticate } from './server.ts';
import { whoAsks } from './who-asks.ts';

const metrics = { method: 'GET', path: '/metrics' } as const;

export interface OperationNeeds {
  endpoints: readonly Endpoint[];
  authenticate: Authenticate;
  limits: ApiLimits;
  version: string;
  /** Why this node does not serve now, apart from the database; empty when it does. */
  reasons(): string[];
}

/** What those ask who run Muster: is it alive, is it ready, how does it do, what does its API look like. */
export function operationPlugin(needs: OperationNeeds): Plugin {
  return (server, platform) => {
    let document: string | undefined;
    server.get('/healthz', async () => 'ok\n');
    server.get('/readyz', async (_request, reply) => {
      const reasons = [...needs.reasons()];
      const alive = await within(900, platform.db.one(sql`select 1 as one`), 'the database').then(
        () => true,
        () => false,
      );
      if (!alive) reasons.push('the database cannot be reached');
      return reply.code(reasons.length === 0 ? 200 : 503).send({ ready: reasons.length === 0, reasons });
    });
    server.get('/metrics', async (request, reply) => {
      const local =
        request.headers.authorization === undefined &&
        isLoopback(request.socket.remoteAddress) &&
        request.headers['x-forwarded-for'] === undefined;
      const actor = local ? null : await whoAsks(request, metrics, { ...needs, platform });
      if (actor && !(mayAct(actor, 'auditor') && isInScope(actor, { area: 'operation', isRead: true })))
        return reply.code(401).send();
      return reply
        .type(platform.metrics.registry.contentType)
        .send(await platform.metrics.registry.metrics());
    });
    server.get('/.well-known/security.txt', async (_request, reply) =>
      reply.type('text/plain; charset=utf-8').send(securityText(platform)),
    );
    server.get('/api/v1/openapi.json', async (_request, reply) => {
      document ??= JSON.stringify(openApiOf(needs.endpoints, needs.version));
      return reply.type('application/json; charset=utf-8').send(document);
    });
  };
}

/** Whom to tell of a weakness, as RFC 9116 says it; nothing where the operator named nobody. */
function securityText({ settings, clock }: Platform): string {
  if (settings.securityContact === null) throw new Refusal('not_found', 'There is nothing at this address.');
  const expires = clock
    .now()
    .add({ hours: 90 * 24 })
    .round('hour');
  return [
    `Contact: ${settings.securityContact}`,
    `Expires: ${expires}`,
    'Preferred-Languages: en',
    `Canonical: ${settings.url}/.well-known/security.txt`,
    '',
  ].join('\n');
}

function isLoopback(address: string | undefined): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address ?? '');
}
