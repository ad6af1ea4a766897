import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { limitConnections, patience } from './connections.ts';

const open: Socket[] = [];
let server: Server;

async function serve(isBehindProxy: boolean, most: number, wait: object = {}): Promise<number> {
  server = createServer({ connectionsCheckingInterval: 20, ...wait }, (request, response) => {
    request.on('end', () => response.end('done'));
    request.resume();
  });
  limitConnections(server, isBehindProxy, most);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

afterEach(async () => {
  for (const socket of open.splice(0)) socket.destroy();
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

/** Sends, and answers what came back until the other side has closed; `kept` when it answers and stays. */
async function say(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  open.push(socket);
  const { promise, resolve } = Promise.withResolvers<string>();
  let heard = '';
  socket.on('data', (part) => {
    heard += String(part);
    if (heard.includes('done')) resolve('kept');
  });
  socket.on('error', () => undefined).on('close', () => resolve(heard.slice(0, 12) || 'closed'));
  socket.write(text);
  return promise;
}

const request = 'GET / HTTP/1.1\r\nhost: x\r\n\r\n';

test('one address has so many connections and no more, and one that ends makes room', async () => {
  const port = await serve(false, 3);
  expect([await say(port, request), await say(port, request), await say(port, request)]).toEqual(
    Array(3).fill('kept'),
  );
  expect(await say(port, request)).toBe('closed');
  const [first] = open;
  if (!first) throw new Error('nothing is open');
  first.destroy();
  await expect.poll(() => say(port, request)).toBe('kept');
});

test('behind a proxy everybody comes from its address, and it has to count', async () => {
  const port = await serve(true, 1);
  expect([await say(port, request), await say(port, request)]).toEqual(['kept', 'kept']);
});

test.each<[string, string]>([
  ['a head that never ends', 'GET / HTTP/1.1\r\nhost: x\r\nx-slow: 1\r\n'],
  ['half a line', 'GET / HT'],
  ['a body that never comes', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nabc'],
  ['chunks that never end', 'POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n'],
])('%s is cut off', async (_, text) => {
  const port = await serve(false, 10, { headersTimeout: 60, requestTimeout: 120 });
  expect(await say(port, text)).toBe('HTTP/1.1 408');
});

test('the patience of the server is short, and shorter for the head', () => {
  expect(patience.headersTimeout).toBeLessThanOrEqual(10_000);
  expect(patience.requestTimeout).toBeLessThanOrEqual(30_000);
  expect(patience.connectionsCheckingInterval).toBeLessThan(patience.headersTimeout / 2);
  expect(patience.connectionTimeout).toBeLessThanOrEqual(120_000);
});
