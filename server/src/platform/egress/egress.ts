import type { LookupAddress } from 'node:dns';
import dns from 'node:dns/promises';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { type Network, parseNetwork, refusedKind } from './address.ts';
import { createBrake } from './brake.ts';
import type { Egress, EgressAnswer, EgressRequest } from './model.ts';

/** Finds the addresses of a host. The system's own by default; a test gives another. */
export type FindAddresses = (host: string) => Promise<readonly LookupAddress[]>;

export interface EgressSettings {
  /** Networks in CIDR notation that may be called although they are not public: MUSTER_ALLOW_TARGETS. */
  allow: readonly string[];
  findAddresses?: FindAddresses;
}

/**
 * The one way out for every HTTP request whose URL somebody typed (R33-R40). The host's addresses are checked
 * while connecting, and only a checked address is connected to, so a name that answers differently the next time
 * gains nothing; a connection that is kept open is bound to the address that was checked. TLS still verifies the
 * host's name. Redirects are not followed: the caller sees the 3xx. Throws only for a wrong `allow`.
 */
export function createEgress({ allow, findAddresses = askSystem }: EgressSettings): Egress {
  const allowed = allow.map(networkOrThrow);
  const pool = { keepAlive: true, maxSockets: 64, maxTotalSockets: 512, maxFreeSockets: 32, timeout: 60_000 };
  const lookup = checkedLookup(oncePerHost(findAddresses), allowed);
  const agents = {
    'http:': new http.Agent({ ...pool, lookup }),
    'https:': new https.Agent({ ...pool, lookup }),
  };
  const brake = createBrake(() => performance.now());
  const lifetime = { isOver: false };
  return {
    async request(url, request) {
      const target = checkUrl(url, allowed);
      if (target.kind === 'refused') return target;
      const end = brake.start(`${target.host}:${target.port}`);
      if (!end) return busy;
      const until = performance.now() + request.timeoutMs;
      const call = {
        ...target,
        agent: agents[target.protocol],
        request,
        until,
        lifetime,
        isSecondTry: false,
      };
      const answer = await send(call).catch((error: unknown) => {
        end('inTime');
        throw error;
      });
      end(answer.kind === 'failed' && answer.cause === 'timeout' ? 'late' : 'inTime');
      return answer;
    },
    close() {
      lifetime.isOver = true;
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

const busy: EgressAnswer = {
  kind: 'failed',
  cause: 'busy',
  reason: 'The target is slow, and others wait for it already.',
};

interface Target {
  kind: 'target';
  protocol: 'http:' | 'https:';
  host: string;
  port: string;
  path: string;
}

/** The URL parser has already turned octal, hexadecimal, short and dotted-end forms into plain addresses (R34). */
function checkUrl(text: string, allowed: readonly Network[]): Target | { kind: 'refused'; reason: string } {
  const url = URL.parse(text);
  if (!url) return refused('The URL cannot be read.');
  const { protocol } = url;
  if (protocol !== 'http:' && protocol !== 'https:') return refused('Only http and https URLs are called.');
  if (url.username || url.password) return refused('A URL with a user name or password is not called.');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // A literal address is connected to without a lookup, so it is checked here.
  const kind = isIP(host) ? refusedKind(host, allowed) : undefined;
  if (kind) return refused(reasonFor(kind));
  return { kind: 'target', protocol, host, port: url.port, path: `${url.pathname}${url.search}` };
}

interface Call extends Target {
  agent: http.Agent;
  request: EgressRequest;
  /** On the clock of `performance`, so that a second try gets only what is left. */
  until: number;
  /** Over once the way out was closed; what breaks off then is not tried again. */
  lifetime: { isOver: boolean };
  isSecondTry: boolean;
}

async function send(call: Call): Promise<EgressAnswer> {
  const { request, agent, protocol, host, port, path } = call;
  const { promise, resolve } = Promise.withResolvers<EgressAnswer>();
  const out = (protocol === 'https:' ? https : http).request({
    agent,
    protocol,
    host,
    port,
    path,
    method: request.method,
    headers: { 'user-agent': 'Muster', ...request.headers },
  });
  let hasStatus = false;
  const timer = setTimeout(
    () => {
      // Settled here, because a request that still waits for a free connection hears of its end only later.
      if (!hasStatus) resolve(tooLate(request));
      out.destroy();
    },
    Math.max(1, call.until - performance.now()),
  );
  // Once the status is there, whatever breaks afterwards only cuts the body.
  out.once('response', (response) => {
    hasStatus = true;
    out.off('error', onError).on('error', () => undefined);
    collect(response, request.maxBytes, resolve);
  });
  const onError = (error: Error) => {
    // A kept connection that the other side closed at the very moment we used it is worth one fresh one.
    const isStale = out.reusedSocket && !call.isSecondTry && !call.lifetime.isOver && isReset(error);
    resolve(isStale ? send({ ...call, isSecondTry: true }) : fromError(error));
  };
  out.on('error', onError);
  out.end(request.body);
  return promise.finally(() => clearTimeout(timer));
}

function collect(
  response: http.IncomingMessage,
  maxBytes: number,
  done: (answer: EgressAnswer) => void,
): void {
  const chunks: Buffer[] = [];
  let room = maxBytes;
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk.subarray(0, room));
    room -= chunk.length;
    if (room < 0) response.destroy();
  });
  response.on('error', () => undefined);
  response.on('close', () =>
    done({
      kind: 'answered',
      status: response.statusCode ?? 0,
      headers: response.headers,
      body: Buffer.concat(chunks),
      isComplete: response.complete && room >= 0,
    }),
  );
}

class RefusedTarget extends Error {}

function tooLate({ timeoutMs }: EgressRequest): EgressAnswer {
  return { kind: 'failed', cause: 'timeout', reason: `No answer within ${timeoutMs / 1000} s.` };
}

function fromError(error: Error): EgressAnswer {
  if (error instanceof RefusedTarget) return refused(error.message);
  return { kind: 'failed', cause: 'network', reason: `The connection failed (${errorCode(error)}).` };
}

/** The code alone: an error's message may hold what was typed. */
function errorCode(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : 'no code';
}

function isReset(error: Error): boolean {
  return ['ECONNRESET', 'EPIPE'].includes(errorCode(error));
}

function refused(reason: string): { kind: 'refused'; reason: string } {
  return { kind: 'refused', reason };
}

/** Names the kind of network and no address: what lies in a private network is nobody's business. */
function reasonFor(kind: string): string {
  return `The target has no public address (${kind}); MUSTER_ALLOW_TARGETS can allow its network.`;
}

/** Only addresses that may be called are handed to the connection, which then uses no other. */
function checkedLookup(find: FindAddresses, allowed: readonly Network[]): LookupFunction {
  return (host, { all }, done) => {
    find(host).then(
      (found) => {
        const kinds = found.map(({ address }) => refusedKind(address, allowed));
        const good = found.filter((_, at) => kinds[at] === undefined);
        const [first] = good;
        if (!first) done(new RefusedTarget(reasonFor(kinds[0] ?? 'none')), []);
        else if (all) done(null, good);
        else done(null, first.address, first.family);
      },
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), []),
    );
  };
}

/** Lookups occupy threads that all of the server shares, so many connections to one host share one lookup. */
function oncePerHost(find: FindAddresses): FindAddresses {
  const asking = new Map<string, Promise<readonly LookupAddress[]>>();
  return (host) => {
    const known = asking.get(host);
    if (known) return known;
    const answer = find(host).finally(() => asking.delete(host));
    asking.set(host, answer);
    return answer;
  };
}

function askSystem(host: string): Promise<readonly LookupAddress[]> {
  return dns.lookup(host, { all: true });
}

function networkOrThrow(text: string): Network {
  const network = parseNetwork(text);
  if (!network) throw new Error(`${text} is not a network in CIDR notation`);
  return network;
}
