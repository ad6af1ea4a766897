// Fake outside systems on real loopback sockets: a web server that takes webhooks, a mail server, and a push
// service with one browser. Each keeps what it got and answers as a test tells it to.
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { type Mail, parseMail } from './mail-parsing.ts';
import { createBrowser, openPush, type PushMessage } from './push-decryption.ts';

/** How a fake behaves: it answers, or never does, or breaks the connection. */
export type Behaviour =
  | { status: number; headers?: Record<string, string>; body?: string; afterMs?: number }
  | 'hang'
  | 'reset'
  /** Sends the status and half a body, then nothing. */
  | 'stall';

export interface ReceivedRequest {
  method: string;
  path: string;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
  /** Which connection it came on, to see whether connections are kept. */
  connection: number;
}

interface Fake<Item, How> {
  url: string;
  /** One for each coming request; the last one stays. Takes the place of what was set before. */
  behave(...behaviours: How[]): void;
  received: Item[];
  /** Resolves as soon as so many have come; at once if they already have. */
  waitFor(count: number): Promise<Item[]>;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export type FakeReceiver = Fake<ReceivedRequest, Behaviour>;

/** A web server on a free port of 127.0.0.1 that keeps what is sent to it; 200 unless told otherwise. */
export async function startReceiver(): Promise<FakeReceiver> {
  const script = createScript<Behaviour>({ status: 200 });
  const inbox = createInbox<ReceivedRequest>();
  const sockets = new Map<Socket, number>();
  const receive = async (request: http.IncomingMessage, response: http.ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    inbox.add({
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(chunks),
      connection: sockets.get(request.socket) ?? 0,
    });
    answer(script.next(), request, response);
  };
  const server = http.createServer(
    { keepAliveTimeout: 60_000 },
    (request, response) => void receive(request, response),
  );
  server.on('connection', (socket) => {
    sockets.set(socket, sockets.size + 1);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets.keys()) socket.destroy();
    await closed;
  };
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    behave: script.set,
    received: inbox.items,
    waitFor: inbox.waitFor,
    close,
    [Symbol.asyncDispose]: close,
  };
}

function answer(behaviour: Behaviour, request: http.IncomingMessage, response: http.ServerResponse): void {
  if (behaviour === 'hang') return;
  if (behaviour === 'reset') {
    request.socket.resetAndDestroy();
    return;
  }
  if (behaviour === 'stall') {
    response.writeHead(200, { 'content-length': '100' });
    response.write('only a part');
    return;
  }
  const { status, headers = {}, body = '', afterMs } = behaviour;
  const reply = () => response.writeHead(status, headers).end(body);
  if (afterMs) setTimeout(reply, afterMs);
  else reply();
}

/** How the mail server behaves: it takes the mail, or refuses it with this code at this command, or ... */
export type MailBehaviour = 'accept' | { code: number; at: 'rcpt' | 'data' } | 'hang' | 'reset';

export type FakeMailServer = Fake<Mail, MailBehaviour>;

/** A mail server on a free port of 127.0.0.1, without TLS; it asks for a password when one is given. */
export async function startMailServer(
  account?: Readonly<{ user: string; pass: string }>,
): Promise<FakeMailServer> {
  const script = createScript<MailBehaviour>('accept');
  const inbox = createInbox<Mail>();
  let current: MailBehaviour = 'accept';
  const server = new SMTPServer({
    disabledCommands: account ? ['STARTTLS'] : ['STARTTLS', 'AUTH'],
    authOptional: !account,
    allowInsecureAuth: true,
    logger: false,
    closeTimeout: 10,
    onAuth: (auth, _session, done) =>
      auth.username === account?.user && auth.password === account?.pass
        ? done(null, { user: auth.username })
        : done(smtpError(535)),
    onMailFrom: (_address, _session, done) => {
      current = script.next();
      if (current !== 'hang') done();
    },
    onRcptTo: (_address, _session, done) => done(refusalAt('rcpt', current)),
    onData: async (stream, session, done) => {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(Buffer.from(chunk));
      if (current === 'reset') {
        for (const connection of server.connections) connection._socket.destroy();
        return;
      }
      const error = refusalAt('data', current);
      if (!error) inbox.add(parseMail(Buffer.concat(chunks).toString('latin1'), session.envelope));
      done(error);
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()));
  const close = () => new Promise<void>((resolve) => void server.close(() => resolve()));
  const login = account ? `${account.user}:${account.pass}@` : '';
  return {
    url: `smtp://${login}127.0.0.1:${portOf(server.server.address())}`,
    behave: script.set,
    received: inbox.items,
    waitFor: inbox.waitFor,
    close,
    [Symbol.asyncDispose]: close,
  };
}

function refusalAt(command: 'rcpt' | 'data', behaviour: MailBehaviour): Error | null {
  return typeof behaviour === 'object' && behaviour.at === command ? smtpError(behaviour.code) : null;
}

function smtpError(code: number): Error {
  return Object.assign(new Error(`${code === 535 ? 5 : Math.floor(code / 100)}.7.1 not today`), {
    responseCode: code,
  });
}

export interface FakePushService extends Fake<ReceivedRequest, Behaviour> {
  /** What the browser gave to Muster. */
  subscription: { endpoint: string; keys: { p256dh: string; auth: string } };
  /** The messages as the browser reads them; throws when one is not encrypted for it. */
  opened(): PushMessage[];
}

/** A push service with one browser; 201 unless told otherwise. */
export async function startPushService(): Promise<FakePushService> {
  const receiver = await startReceiver();
  receiver.behave({ status: 201 });
  const browser = createBrowser();
  return {
    ...receiver,
    subscription: { endpoint: `${receiver.url}/push/some-browser`, keys: browser.keys },
    opened: () => receiver.received.map((request) => openPush(browser, request.headers, request.body)),
  };
}

function createScript<How>(usual: How) {
  let coming: How[] = [usual];
  return {
    set: (...behaviours: How[]) => {
      coming = behaviours;
    },
    next: (): How => (coming.length > 1 ? coming.shift() : coming[0]) ?? usual,
  };
}

function createInbox<Item>() {
  const items: Item[] = [];
  let waiting: { count: number; resolve: (items: Item[]) => void }[] = [];
  const look = () => {
    for (const one of waiting.filter(({ count }) => items.length >= count)) one.resolve(items);
    waiting = waiting.filter(({ count }) => items.length < count);
  };
  return {
    items,
    add: (item: Item) => {
      items.push(item);
      look();
    },
    waitFor: (count: number) =>
      new Promise<Item[]>((resolve) => {
        waiting.push({ count, resolve });
        look();
      }),
  };
}

function portOf(address: AddressInfo | string | null | undefined): number {
  if (!address || typeof address === 'string') throw new Error('not listening on a port');
  return address.port;
}
