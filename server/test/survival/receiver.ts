/** Where the notifications arrive: it writes down each, with the moment, before it answers. */
import { once } from 'node:events';
import http from 'node:http';

export interface Notification {
  /** The header `webhook-id`: the same on every try of one message. */
  id: string;
  person: string;
  page: string;
  maybeDuplicate: boolean;
  /** When it arrived, on the clock of `performance`. */
  at: number;
}

export interface Receiver {
  readonly url: string;
  readonly received: Notification[];
  /** Resolves at the next arrival, before that is answered; false when none came in time. */
  nextArrival(withinMs: number): Promise<boolean>;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const received: Notification[] = [];
  let waiting: (() => void)[] = [];
  const server = http.createServer(
    { keepAliveTimeout: 60_000 },
    (request, response) => void take(request, response),
  );
  const take = async (request: http.IncomingMessage, response: http.ServerResponse) => {
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(Buffer.from(chunk));
      received.push(read(request, Buffer.concat(chunks).toString('utf8')));
      for (const wake of waiting.splice(0)) wake();
      // A moment in which the sender may be killed: it has sent, and does not know that it arrived.
      setTimeout(() => response.writeHead(200).end(), 15);
    } catch {
      // The sender was killed in the middle; then nothing arrived.
    }
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    received,
    nextArrival: (withinMs) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => resolve(false), withinMs);
        waiting.push(() => {
          clearTimeout(timer);
          resolve(true);
        });
      }),
    async close() {
      waiting = [];
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function read(request: http.IncomingMessage, text: string): Notification {
  const body: unknown = JSON.parse(text);
  const page = isRecord(body) && isRecord(body.page) ? body.page.id : undefined;
  if (!isRecord(body) || typeof body.person !== 'string' || typeof page !== 'string')
    throw new Error(`not a notification: ${text.slice(0, 200)}`);
  // The person stands in the body and in the address: both must agree.
  const person = request.url === `/${body.person}` ? body.person : `${body.person} at ${request.url}`;
  const id = request.headers['webhook-id'];
  return {
    id: typeof id === 'string' ? id : '',
    person,
    page,
    maybeDuplicate: body.maybeDuplicate === true,
    at: performance.now(),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object';
}
