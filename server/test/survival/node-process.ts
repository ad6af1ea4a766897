/** Muster as its operator runs it: a process of its own, which can be killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const adminToken = 'survival-administrator-token';

export interface NodeSettings {
  port: number;
  dataDir: string;
  logFile: string;
  /** Instead of the database that Muster brings along. */
  databaseUrl?: string;
}

export interface MusterNode {
  readonly url: string;
  readonly process: ChildProcess;
  /** When it was spawned, on the clock of `performance`. */
  readonly startedAt: number;
  /** Milliseconds from spawn to the first 200 of /readyz; undefined when it ended before. */
  ready(withinMs?: number): Promise<number | undefined>;
  kill(): Promise<void>;
  /** SIGTERM. Answers how it ended and after how many milliseconds. */
  stop(): Promise<{ code: number | null; signal: string | null; ms: number }>;
}

const main = join(import.meta.dirname, '..', '..', 'src', 'main.ts');

export function startNode({ port, dataDir, logFile, databaseUrl }: NodeSettings): MusterNode {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [main], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      PORT: String(port),
      MUSTER_DATA_DIR: dataDir,
      MUSTER_ADMIN_TOKEN: adminToken,
      MUSTER_ALLOW_TARGETS: '127.0.0.0/8',
      MUSTER_LOG_LEVEL: 'warn',
      MUSTER_API_RATE: '1000000',
      MUSTER_STORM_LIMIT: '1000000',
      ...(databaseUrl
        ? { DATABASE_URL: databaseUrl, MUSTER_SECRET_KEY: 'a-key-for-survival-of-33-letters!' }
        : {}),
    },
  });
  const log = createWriteStream(logFile, { flags: 'a' });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const ended = once(child, 'exit');
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  const url = `http://127.0.0.1:${port}`;
  const end = async (signal: NodeJS.Signals) => {
    if (isAlive()) child.kill(signal);
    await ended;
  };
  return {
    url,
    process: child,
    startedAt,
    async ready(withinMs = 60_000) {
      while (isAlive() && performance.now() - startedAt < withinMs) {
        if ((await statusOf(`${url}/readyz`)) === 200) return performance.now() - startedAt;
        await sleep(10);
      }
      if (isAlive()) throw new Error(`not ready within ${withinMs} ms; see ${logFile}`);
      return undefined;
    },
    kill: () => end('SIGKILL'),
    async stop() {
      const from = performance.now();
      await end('SIGTERM');
      return { code: child.exitCode, signal: child.signalCode, ms: performance.now() - from };
    },
  };
}

/** The status of a GET, 0 when there was no answer within a second. */
export async function statusOf(url: string): Promise<number> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(1_500) });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
}

/** A port of 127.0.0.1 that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** The process numbers of the PostgreSQL below a data directory, the postmaster first. */
export function postgresProcesses(dataDir: string): number[] {
  const folder = realpathSync(join(dataDir, 'postgres', 'data'));
  const found = readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isSafeInteger(pid) && worksIn(pid, folder));
  const postmaster = postmasterOf(folder);
  return found.sort((a, b) => Number(b === postmaster) - Number(a === postmaster));
}

function worksIn(pid: number, folder: string): boolean {
  try {
    return (
      readlinkSync(`/proc/${pid}/cwd`) === folder &&
      readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres'
    );
  } catch {
    return false;
  }
}

function postmasterOf(folder: string): number | undefined {
  try {
    return Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return undefined;
  }
}

/** Sends a signal to those that still live. */
export function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // It has ended by itself.
    }
  }
}
