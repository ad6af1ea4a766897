import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { networkOf } from '../network.ts';

/** Within so many milliseconds; a request that is slower than this is cut off and answered 408. */
export const patience = {
  /** The head of a request. */
  headersTimeout: 10_000,
  /** The whole of it: a body of 1 MB has to come at 35 kB a second. */
  requestTimeout: 30_000,
  /** How often the two are looked at. */
  connectionsCheckingInterval: 2_000,
  /** Nothing sent and nothing taken: who asks for much and does not read it. */
  connectionTimeout: 120_000,
} as const;

/** One address may hold so many connections at once, and all together so many. */
const mostOfOneAddress = 1_024;
const mostOfAll = 10_000;

/**
 * Keeps one address from taking all connections. Behind a trusted proxy every connection comes from the proxy, which
 * then has to count by itself.
 */
export function limitConnections(server: Server, isBehindProxy: boolean, most = mostOfOneAddress): void {
  server.maxConnections = mostOfAll;
  if (isBehindProxy) return;
  const open = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const key = networkOf(socket.remoteAddress ?? '');
    const count = (open.get(key) ?? 0) + 1;
    if (count > most) {
      socket.destroy();
      return;
    }
    open.set(key, count);
    socket.once('close', () => {
      const left = (open.get(key) ?? 1) - 1;
      if (left > 0) open.set(key, left);
      else open.delete(key);
    });
  });
}
