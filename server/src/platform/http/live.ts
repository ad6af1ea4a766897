import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import { type Actor, anyone, isInScope, mayAct } from '../actor.ts';
import type { Live } from '../live.ts';
import { Refusal } from '../refusal.ts';
import { cookiesOf } from './cookies.ts';
import type { ApiLimits } from './limits.ts';
import { watchStream } from './live-watch.ts';
import type { Plugin } from './route.ts';
import { type Authenticate, actorOf } from './server.ts';
import { whoAsks } from './who-asks.ts';

/** A listener that does not read falls behind; beyond this many unsent bytes it is cut off and will reconnect. */
const mostUnsentBytes = 262_144;

/** How the audit log names it. */
const stream = { method: 'GET', path: '/api/v1/live' } as const;

/** `GET /api/v1/live`: server-sent events for everybody who is signed in. */
export function livePlugin(live: Live, authenticate: Authenticate, limits: ApiLimits): Plugin {
  return (server, platform) => {
    const open = new Set<ServerResponse>();
    // The stream never ends by itself, and a server that stops waits for its answers. Browsers connect again.
    server.addHook('preClose', async () => {
      for (const out of open) out.end(() => out.socket?.end());
    });
    server.get('/api/v1/live', async (request, reply) => {
      const cookies = cookiesOf(platform.settings.url);
      const actor = await whoAsks(request, stream, { platform, authenticate, limits });
      if (!mayAct(actor, 'signedIn')) return reply.code(401).send();
      if (!isInScope(actor, { area: 'live', isRead: true })) return reply.code(403).send();
      const end = limits.stream(actor);
      reply.hijack();
      const out = reply.raw;
      // Hours may pass without anything to tell.
      out.socket?.setTimeout(0);
      out.writeHead(200, {
        ...headersOf(reply),
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      out.write('retry: 1000\n\n');
      const watch = watchStream(platform.clock, {
        end: () => out.end(),
        async mayGoOn() {
          // Looking is no use of the session: an open tab that nobody looks at comes to its end.
          const now = await actorOf(
            request,
            (given) => authenticate({ ...given, isWatch: true }),
            cookies,
          ).catch(toNobody);
          return mayAct(now, 'signedIn') && isInScope(now, { area: 'live', isRead: true });
        },
      });
      const last = request.headers['last-event-id'];
      const leave = live.listen(
        {
          person: actor.kind === 'person' ? actor.name : null,
          send(hint) {
            watch.heard(hint);
            if (out.writableLength > mostUnsentBytes) out.destroy();
            else out.write(`id: ${hint.id}\nevent: hint\ndata: ${JSON.stringify(hint)}\n\n`);
          },
        },
        typeof last === 'string' ? last : null,
      );
      open.add(out);
      out.on('close', () => {
        open.delete(out);
        watch.stop();
        leave();
        end();
      });
    });
  };
}

/** A credential that holds no more is refused; anything else is a fault, and the stream stays. */
function toNobody(error: unknown): Actor {
  if (error instanceof Refusal) return anyone;
  throw error;
}

/** What every answer says, for one that is written past the framework. */
function headersOf(reply: FastifyReply): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(reply.getHeaders()).filter(([, value]) => value !== undefined));
}
