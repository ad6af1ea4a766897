import { closeCodes, longestFrame } from '@muster/contract/platform/live-document';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { type Actor, mayAct } from '../actor.ts';
import { createBuckets } from '../buckets.ts';
import { type Clock, seconds, uptimeMs, within } from '../clock.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { cookiesOf } from './cookies.ts';
import type { ApiLimits } from './limits.ts';
import { watchStream } from './live-watch.ts';
import { originOf } from './origin.ts';
import { type Authenticate, actorOf } from './server.ts';
import { socketPrefix, upgradesOf } from './upgrade.ts';
import { whoAsks } from './who-asks.ts';

/** What is said over one connection, once somebody was let in. */
export interface Talk {
  take(frame: Uint8Array): void;
  leave(): void;
}

export interface Line {
  /** Tells one connection of this node from another. */
  id: string;
  actor: Actor & { kind: 'person' };
  /** What the address names. */
  about: string;
  send(frame: Uint8Array): void;
  close(code: number, why: string): void;
}

export interface SocketNeeds {
  authenticate: Authenticate;
  limits: ApiLimits;
  /** Whether the person may be in it now; asked at the door and again whenever that may have changed. */
  mayEnter(actor: Actor, about: string): Promise<boolean>;
  /** Whether news with this topic may mean that somebody may enter no more. */
  isTelling(topic: string, about: string): boolean;
  talk(line: Line): Promise<Talk>;
  /** Resolves when everything that was taken is dealt with; asked before the server stops. */
  settled(): Promise<void>;
}

/** A browser answers each ping by itself; one that does not answer until the next has gone. */
const pingEvery = seconds(25);
/** Whoever does not read falls behind; beyond this many unsent bytes it is cut off and comes again. */
const mostUnsentBytes = 8_388_608;
/** Frames of one connection: more than any hand can type and any cursor can move. */
const frameRate = { burst: 400, perSecond: 80 };

/** How the audit log names it. */
const call = { method: 'GET', path: `${socketPrefix}{id}` } as const;

/**
 * Opens the way in for WebSockets. Who asks is known before anything is kept for him: by the cookie of a session, from a
 * page of ours (a browser sends cookies along with what another site opens, too), and inside the ring of responders.
 * Until then it is a request like any other, and is refused like one.
 */
export function openSockets(server: FastifyInstance, platform: Platform, needs: SocketNeeds): void {
  const wishes = upgradesOf(server);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: longestFrame, perMessageDeflate: false });
  const open = new Set<Connection>();
  const rate = createBuckets(frameRate, uptimeMs);
  let count = 0;

  platform.news.watch((topics) => {
    for (const one of open) one.heard(topics);
  });
  server.addHook('preClose', () =>
    endAll(
      [...open].map(({ socket }) => socket),
      needs.settled,
    ),
  );
  server.get<{ Params: { id: string } }>(`${socketPrefix}:id`, async (request, reply) => {
    const about = request.params.id;
    const actor = await admitted(request, { platform, needs, about });
    const wish = wishes.get(request.raw);
    if (!wish) return reply.code(426).header('upgrade', 'websocket').send();
    // Counted until the line is gone, however that comes: also where the handshake is wrong.
    const end = needs.limits.stream(actor);
    reply.hijack();
    wish.release();
    if (wish.socket.destroyed) return end();
    wish.socket.once('close', end);
    sockets.handleUpgrade(request.raw, wish.socket, wish.head, (socket) => {
      count += 1;
      const id = `${platform.news.nodeId}.${count}`;
      const connection = serve({ socket, id, actor, about, request }, { platform, needs, rate });
      open.add(connection);
      socket.once('close', () => open.delete(connection));
    });
  });
}

/** What was taken is stored and called saved first; then everybody is told to come again, and not waited for. */
async function endAll(sockets: readonly WebSocket[], settled: () => Promise<void>): Promise<void> {
  for (const socket of sockets) socket.pause();
  await within(1_000, settled(), 'the last edits').catch(() => undefined);
  const closed = sockets.map(
    (socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
  );
  for (const socket of sockets) {
    socket.resume();
    socket.close(closeCodes.goingAway, 'the server stops');
  }
  await within(500, Promise.all(closed), 'the last goodbyes').catch(() => undefined);
  for (const socket of sockets) socket.terminate();
}

/** Throws the refusal that anybody else gets. What a person may not enter is not told apart from what is not there. */
async function admitted(
  request: FastifyRequest,
  { platform, needs, about }: { platform: Platform; needs: SocketNeeds; about: string },
): Promise<Actor & { kind: 'person' }> {
  const { authenticate, limits, mayEnter } = needs;
  if (originOf(request, platform.settings.url) !== 'here')
    throw new Refusal('forbidden', 'Live documents are opened by the pages of this server only.');
  const actor = await whoAsks(request, call, { platform, authenticate, limits });
  if (actor.kind === 'anyone') throw new Refusal('unauthenticated', 'Sign in first.');
  if (actor.kind !== 'person' || !actor.session || !mayAct(actor, 'responder'))
    throw new Refusal('forbidden', 'Live documents are for responders who are signed in.');
  if (!(await mayEnter(actor, about))) throw new Refusal('not_found', 'There is nothing at this address.');
  return actor;
}

interface Connection {
  socket: WebSocket;
  heard(topics: readonly string[]): void;
}

interface Opened {
  socket: WebSocket;
  id: string;
  actor: Actor & { kind: 'person' };
  about: string;
  request: FastifyRequest;
}

interface Serving {
  platform: Platform;
  needs: SocketNeeds;
  rate: ReturnType<typeof createBuckets>;
}

function serve(
  { socket, id, actor, about, request }: Opened,
  { platform, needs, rate }: Serving,
): Connection {
  const close = (code: number, why: string) => socket.close(code, why);
  const line: Line = {
    id,
    actor,
    about,
    close,
    send(frame) {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > mostUnsentBytes) socket.terminate();
      else socket.send(frame);
    },
  };
  let hasActed = false;
  const watch = watchStream(platform.clock, {
    end: () => close(closeCodes.notAllowed, 'this document is no longer open to you'),
    isTelling: (topic) => needs.isTelling(topic, about),
    async mayGoOn() {
      const mark = hasActed;
      hasActed = false;
      return mayStay(request, { platform, needs, about, hasActed: mark });
    },
  });
  const quiet = endWhenSilent(socket, platform.clock);
  // Nothing is read before there is somebody to take it.
  socket.pause();
  // Without this, a frame that is too long would end the process; the library closes the connection by itself.
  socket.on('error', () => undefined);
  needs.talk(line).then(
    (talk) => {
      socket.on('message', (message) => {
        hasActed = true;
        if (rate.take(id) > 0) close(closeCodes.tooMuch, 'too many frames');
        else talk.take(bytesOf(message));
      });
      socket.once('close', talk.leave);
      if (socket.readyState === socket.CLOSED) talk.leave();
      else socket.resume();
    },
    (error: unknown) => {
      if (!(error instanceof Refusal)) platform.log.warn({ error }, 'a live document could not be opened');
      socket.resume();
      close(closeCodes.tryAgain, error instanceof Refusal ? error.message : 'try again');
    },
  );
  socket.once('close', () => {
    watch.stop();
    quiet();
  });
  return {
    socket,
    heard: (topics) =>
      watch.heard({ type: topics.includes('*') ? 'resync' : 'changed', topics: [...topics] }),
  };
}

/** Looking is no use of the session, but typing is. */
async function mayStay(
  request: FastifyRequest,
  {
    platform,
    needs,
    about,
    hasActed,
  }: { platform: Platform; needs: SocketNeeds; about: string; hasActed: boolean },
): Promise<boolean> {
  const cookies = cookiesOf(platform.settings.url);
  const actor = await actorOf(
    request,
    (given) => needs.authenticate({ ...given, ...(hasActed ? {} : { isWatch: true }) }),
    cookies,
  );
  return mayAct(actor, 'responder') && needs.mayEnter(actor, about);
}

/** Pings again and again; answers how to stop. */
function endWhenSilent(socket: WebSocket, clock: Clock): () => void {
  let isAlive = true;
  let cancel = (): void => undefined;
  socket.on('pong', () => {
    isAlive = true;
  });
  const next = () => {
    cancel = clock.at(clock.now().add(pingEvery), () => {
      if (!isAlive) return socket.terminate();
      isAlive = false;
      socket.ping();
      next();
    });
  };
  next();
  return () => cancel();
}

/** The library hands over one buffer, unless it is told otherwise. */
function bytesOf(message: RawData): Uint8Array {
  return message instanceof Buffer ? message : new Uint8Array();
}
