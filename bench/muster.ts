// Muster as its users run it: the real process with the database it brings along, in a folder of its own.
import type { ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, openDb } from '../server/src/platform/db.ts';
import { end, freePort, serverCore, spawnOn, treeOf, untilReady } from './machine.ts';

export interface Muster {
  url: string;
  pid: number;
  dataDir: string;
  /** From the start of the process to the first success of /readyz. */
  readyAfterMs: number;
  /** A connection of our own to its database, for looking on. */
  db: Db;
  /** More of the same; whoever opens them closes them. */
  connect(connections: number): Db;
  /** A request with the administrator's token. Throws unless it succeeds. */
  call(method: string, path: string, body?: unknown): Promise<unknown>;
  stop(): Promise<void>;
  /** SIGKILL to the server, and to the database as well where `all`. */
  kill(all: boolean): Promise<void>;
}

export const token = 'bench-administrator-token-of-many-words';
export const alertmanagerKey = 'bench-alertmanager-key-0001';
export const pagerdutyKey = 'benchpagerdutykey000000000000001';

/** `stormLimit`: by default none is reached. `profile` writes a CPU profile into that folder when the process ends. */
export async function startMuster(
  options: {
    dataDir?: string;
    profile?: string;
    port?: number;
    stormLimit?: string;
    env?: Record<string, string>;
  } = {},
): Promise<Muster> {
  const dataDir = options.dataDir ?? newFolder();
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const flags = options.profile ? ['--cpu-prof', `--cpu-prof-dir=${options.profile}`] : [];
  const since = performance.now();
  const main = join(import.meta.dirname, '../server/src/main.ts');
  const said: string[] = [];
  const child = spawnOn(
    serverCore,
    [process.execPath, ...flags, main],
    {
      PORT: String(port),
      MUSTER_URL: url,
      MUSTER_DATA_DIR: dataDir,
      MUSTER_ADMIN_TOKEN: token,
      MUSTER_ALLOW_TARGETS: '127.0.0.0/8',
      MUSTER_LOG_LEVEL: 'warn',
      MUSTER_API_RATE: '10000000',
      MUSTER_STORM_LIMIT: options.stormLimit ?? '1000000',
      DATABASE_URL: '',
      ...options.env,
    },
    (text) => said.push(text),
  );
  await untilReady(`${url}/readyz`, child).catch((error: unknown) => {
    throw new Error(`Muster did not start: ${said.join('')}`, { cause: error });
  });
  const readyAfterMs = performance.now() - since;
  const db = openDb(connectionIn(dataDir), 1, () => undefined);
  return {
    url,
    pid: child.pid ?? 0,
    dataDir,
    readyAfterMs,
    db,
    connect: (connections) => openDb(connectionIn(dataDir), connections, () => undefined),
    call: (method, path, body) => call(`${url}${path}`, method, body),
    async stop() {
      await db.close();
      await end(child);
    },
    kill: (all) => kill(child, db, all),
  };
}

/** PostgreSQL may run under another account, which must be able to pass through. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'muster-bench-'));
  chmodSync(folder, 0o711);
  return folder;
}

export function forget(dataDir: string): void {
  rmSync(dataDir, { recursive: true, force: true });
}

async function kill(child: ChildProcess, db: Db, all: boolean): Promise<void> {
  await db.close();
  const pids = all ? treeOf(child.pid ?? 0) : [];
  const gone = end(child, 'SIGKILL');
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended with its parent.
    }
  }
  await gone;
}

/** PostgreSQL notes in its process file where its socket is. */
function connectionIn(dataDir: string) {
  const lines = readFileSync(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8').split('\n');
  const folder = (lines[4] ?? '').replace('/proc/self/', `/proc/${lines[0]}/`);
  return { host: folder, port: Number(lines[3]), user: 'muster', database: 'muster', ssl: false };
}

async function call(url: string, method: string, body: unknown): Promise<unknown> {
  const answer = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${text}`);
  return text === '' ? null : JSON.parse(text);
}

/** One person who is told by a webhook at once, one service with her policy, and a key for each door. */
export function organisation(sink: string, escalateAfter = 30): unknown {
  const target = { targets: [{ user: 'ada' }], escalateAfter };
  return {
    muster: 1,
    people: [
      {
        name: 'ada',
        fullName: 'Ada',
        email: 'ada@example.org',
        access: 'responder',
        contacts: [{ id: 'hook', kind: 'webhook', url: sink }],
        rules: { high: [{ after: 0, via: 'hook' }], low: [{ after: 0, via: 'hook' }] },
      },
    ],
    teams: [],
    policies: [{ name: 'orders', repeat: 0, steps: [target, target] }],
    services: [{ name: 'orders', policy: 'orders', urgency: 'high' }],
    integrations: [
      { name: 'am', door: 'alertmanager', service: 'orders', key: alertmanagerKey },
      { name: 'pd', door: 'pagerduty', service: 'orders', key: pagerdutyKey },
    ],
  };
}

export const doorOf = (muster: Muster): string => `${muster.url}/ingest/alertmanager/${alertmanagerKey}`;
