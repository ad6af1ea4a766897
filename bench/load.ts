// Load: connections that are kept, one request in flight on each, and little work per request of our own.
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from './figures.ts';
import { cpuMs, treeOf } from './machine.ts';

export interface Poster {
  /** Resolves with the status. */
  post(body: string): Promise<number>;
  close(): void;
}

/** With a token, as whoever it belongs to. */
export function openPoster(address: string, token?: string): Promise<Poster> {
  const url = new URL(address);
  const who = token === undefined ? '' : `Authorization: Bearer ${token}\r\n`;
  const head = `POST ${url.pathname}${url.search} HTTP/1.1\r\nHost: ${url.host}\r\n${who}Content-Type: application/json\r\nContent-Length: `;
  let received: Buffer = Buffer.alloc(0);
  let settle: { resolve: (status: number) => void; reject: (error: Error) => void } | null = null;
  const fail = (error: Error) => settle?.reject(error);

  const read = (part: Buffer) => {
    received = received.length === 0 ? part : Buffer.concat([received, part]);
    const answer = answerIn(received);
    if (!answer) return;
    received = received.subarray(answer.length);
    const waiting = settle;
    settle = null;
    waiting?.resolve(answer.status);
  };
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ host: url.hostname, port: Number(url.port) });
    socket.setNoDelay(true);
    socket.on('data', read);
    socket.on('error', (error) => {
      reject(error);
      fail(error);
    });
    socket.on('close', () => fail(new Error('closed')));
    socket.once('connect', () =>
      resolve({
        post: (body) =>
          new Promise((done, failed) => {
            settle = { resolve: done, reject: failed };
            socket.write(`${head}${Buffer.byteLength(body)}\r\n\r\n${body}`);
          }),
        close: () => socket.destroy(),
      }),
    );
  });
}

/** The first complete answer in the bytes, or undefined while some are missing. */
function answerIn(bytes: Buffer): { status: number; length: number } | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const head = bytes.toString('latin1', 0, headEnd);
  const bodyLength = Number(/content-length:\s*(\d+)/i.exec(head)?.[1] ?? 0);
  const length = headEnd + 4 + bodyLength;
  return bytes.length < length ? undefined : { status: Number(head.slice(9, 12)), length };
}

export interface Hammered {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Of all the given processes together, for a thousand requests. */
  cpuMsPerThousand: number;
  refused: number;
}

/** Closed loop: each connection sends its next body as soon as the last answer is there. Of several addresses each has its own. */
export async function hammer(
  urls: string | readonly string[],
  load: { connections: number; ms: number; next: () => string; token?: string },
  pid: number,
): Promise<Hammered> {
  const posters = await Promise.all(
    Array.from({ length: load.connections }, (_, i) =>
      openPoster(typeof urls === 'string' ? urls : (urls[i % urls.length] ?? ''), load.token),
    ),
  );
  const took: number[] = [];
  let refused = 0;
  const pids = treeOf(pid);
  const cpuBefore = cpuMs(pids);
  const since = performance.now();
  await Promise.all(
    posters.map(async (poster) => {
      while (performance.now() - since < load.ms) {
        const body = load.next();
        const sentAt = performance.now();
        if ((await poster.post(body)) >= 300) refused += 1;
        took.push(performance.now() - sentAt);
      }
    }),
  );
  const seconds = (performance.now() - since) / 1000;
  const cpu = cpuMs(pids) - cpuBefore;
  for (const poster of posters) poster.close();
  return {
    perSecond: (took.length - refused) / seconds,
    p50Ms: percentile(took, 0.5),
    p99Ms: percentile(took, 0.99),
    cpuMsPerThousand: (cpu / took.length) * 1000,
    refused,
  };
}

/** Open loop: `send` is called at an even pace, whether or not earlier calls have ended. */
export async function paced(rate: number, count: number, send: (i: number) => Promise<void>): Promise<void> {
  const since = performance.now();
  const under: Promise<void>[] = [];
  for (let i = 0; i < count; i += 1) {
    const wait = since + (i * 1000) / rate - performance.now();
    if (wait > 0.5) await sleep(wait);
    under.push(send(i));
  }
  await Promise.all(under);
}
