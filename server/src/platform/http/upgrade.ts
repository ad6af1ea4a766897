import { type IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';

/** Addresses that speak WebSocket begin with this; anywhere else a wish to upgrade is ignored, as HTTP allows. */
export const socketPrefix = '/live/documents/';

/** Asked by node for each request that wishes to speak something else. */
export function mayUpgrade(request: Pick<IncomingMessage, 'url' | 'headers'>): boolean {
  return (
    request.headers.upgrade?.toLowerCase() === 'websocket' && request.url?.startsWith(socketPrefix) === true
  );
}

/** A request that wishes to speak WebSocket. */
export interface Wish {
  socket: Duplex;
  /** What has come behind the request already. */
  head: Buffer;
  /** Gives the socket away: the framework answers nothing on it any more. */
  release(): void;
}

/** Wishes to upgrade become requests of the framework, so that they meet the same guards; each keeps its socket. */
export function upgradesOf(server: FastifyInstance): WeakMap<IncomingMessage, Wish> {
  const wishes = new WeakMap<IncomingMessage, Wish>();
  server.server.on('upgrade', (request, socket, head) => {
    const response = new ServerResponse(request);
    response.shouldKeepAlive = false;
    response.assignSocket(asNetSocket(socket));
    // A refusal ends the connection; a fault of the network that nobody listens to would end the process.
    response.once('finish', () => socket.end());
    const gone = () => socket.destroy();
    socket.on('error', gone);
    wishes.set(request, {
      socket,
      head,
      release() {
        response.detachSocket(asNetSocket(socket));
        socket.off('error', gone);
      },
    });
    server.routing(request, response);
  });
  return wishes;
}

/** The server listens on the network only, so what it hands over is a socket of the network. */
function asNetSocket(socket: Duplex): Parameters<ServerResponse['assignSocket']>[0] {
  return socket as Parameters<ServerResponse['assignSocket']>[0];
}
