/** The real thing, as people start it: a process of its own on a free port, with what it prints. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { TestServer } from '../../server/test/harness/database.ts';

const root = join(import.meta.dirname, '../..');
export const adminToken = 'the-token-of-the-administrator';

interface Wanted {
  /** The database to use; without one Muster brings its own, in a folder that goes away with it. */
  database?: TestServer;
  /** Such as `--example`. */
  args?: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** How the browser calls it; by its number unless told. Passkeys are made for names only. */
  hostName?: 'localhost';
}

export interface Muster {
  url: string;
  /** What it prints to make the first administrator with, right after it is ready. */
  setUpLink(): Promise<string>;
  /** Ends it as Ctrl-C would, and resolves when it has ended. */
  stop(): Promise<void>;
  /** Starts it again at the same address, after a stop. */
  start(): Promise<void>;
  /** Stops it and removes what it kept. */
  close(): Promise<void>;
}

/** Resolves when it says that it is ready; rejects with all that it printed when it ends before. */
export async function startMuster(wanted: Wanted = {}): Promise<Muster> {
  const port = await freePort();
  const dataDir = mkdtempSync(join(tmpdir(), 'muster-journey-'));
  const url = `http://${wanted.hostName ?? '127.0.0.1'}:${port}`;
  const env = { ...inherited(), MUSTER_URL: url, ...settingsOf(wanted, port, dataDir) };
  let running: Running | undefined;
  const muster: Muster = {
    url,
    setUpLink: async () => (await running?.setUpLink) ?? '',
    async start() {
      // What is loaded at the first start is there at the next.
      const args = running ? [] : (wanted.args ?? []);
      running = await run(args, env);
    },
    async stop() {
      if (running) await end(running.child);
    },
    async close() {
      await muster.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  await muster.start().catch((error: unknown) => {
    rmSync(dataDir, { recursive: true, force: true });
    throw error;
  });
  return muster;
}

interface Running {
  child: ChildProcess;
  setUpLink: Promise<string>;
}

async function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Running> {
  const child = spawn(process.execPath, ['server/src/main.ts', ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // A test that breaks off must not leave it behind.
  process.once('exit', () => child.kill());
  const printed: string[] = [];
  const print = (line: string) => printed.push(line);
  createInterface({ input: child.stderr }).on('line', print);
  const lines = createInterface({ input: child.stdout }).on('line', print);
  const setUpLink = lineWith(lines, '/setup?token=').then((line) => line.trim());
  await new Promise<void>((resolve, reject) => {
    void lineWith(lines, 'is ready at').then(() => resolve());
    child.once('exit', () => reject(new Error(`Muster ended early:\n${printed.slice(-50).join('\n')}`)));
  });
  return { child, setUpLink };
}

function lineWith(lines: Interface, part: string): Promise<string> {
  return new Promise((resolve) => {
    lines.on('line', (line) => {
      if (line.includes(part)) resolve(line);
    });
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}

function settingsOf({ database, env }: Wanted, port: number, dataDir: string): Record<string, string> {
  return {
    PORT: String(port),
    MUSTER_DATA_DIR: dataDir,
    MUSTER_ALLOW_TARGETS: '127.0.0.0/8',
    MUSTER_ADMIN_TOKEN: adminToken,
    MUSTER_LOG_LEVEL: 'warn',
    MUSTER_API_RATE: '6000',
    ...(database
      ? { DATABASE_URL: urlOf(database), MUSTER_SECRET_KEY: 'a-key-for-journeys-of-32-letters' }
      : {}),
    ...env,
  };
}

function urlOf({ host, port, user, database }: TestServer): string {
  return `postgres://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
}

/** The settings of whoever runs the tests are not the journey's. */
function inherited(): NodeJS.ProcessEnv {
  const foreign = /^(MUSTER_|DATABASE_URL|HOST$|PORT$|SMTP_URL|MAIL_FROM|PG|NODE_ENV|VITEST)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (!address || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
