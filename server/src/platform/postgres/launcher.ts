/**
 * The database that Muster brings along: a real PostgreSQL, run as a child process on a private socket.
 * It needs no installation, no account of its own and no network port; see seat.ts for how root starts it.
 * A server that ends by itself is started again, and the pool connects again.
 */
import { mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Cluster, clearLeftovers, databaseUser, dropShortFolder, prepareCluster } from './cluster.ts';
import { lockFolder } from './folder-lock.ts';
import { type PostgresLog, type ServerProcess, startServer } from './server-process.ts';
import { port, type Settings, settings } from './settings.ts';

export type PostgresOptions = {
  /** Muster's data directory; the database lives in its folder `postgres`. Made if it is missing. */
  readonly dataDir: string;
  readonly log: PostgresLog;
  /** Told each time the server ends without having been asked to, before it is started again. */
  readonly onExit?: (how: string) => void;
  /** Laid over the shipped settings; for tests. */
  readonly settings?: Settings;
  /** More flags for initdb; for tests. */
  readonly initdbFlags?: readonly string[];
};

/** What node-postgres needs; complete, so that PGPORT and the like in the environment change nothing. */
export type PostgresConnection = {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly ssl: false;
};

export type Postgres = {
  readonly connection: PostgresConnection;
  /** Of the postmaster now running; undefined while it is being restarted. */
  readonly pid: number | undefined;
  /** How PostgreSQL was made to run: see seat.ts. */
  readonly seat: string;
  /** Ends the server within 9 s and gives the data directory free. A second call awaits the first. */
  stop(): Promise<void>;
};

/** The one database in the cluster that Muster uses. */
export const databaseName = 'muster';

/** At once the first time, then more slowly, and never slower than the last. */
const restartDelaysMs = [0, 100, 500, 2_000, 5_000, 10_000];
const steadyAfterMs = 60_000;

/**
 * Starts the embedded PostgreSQL and resolves when it accepts connections to the database `muster`.
 * Throws a Refusal with one clear sentence: `conflict` when another Muster uses the data directory,
 * `precondition` when this computer cannot run it.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o711 });
  const lock = lockFolder(options.dataDir);
  try {
    const cluster = await prepareCluster(options.dataDir, options.initdbFlags);
    const supervised = await supervise(cluster, options);
    let stopped: Promise<void> | undefined;
    const stop = async () => {
      await supervised.stop();
      dropShortFolder(cluster.socketFolder);
      lock.release();
    };
    return {
      connection: connectionTo(cluster, databaseName),
      get pid() {
        return supervised.current()?.pid;
      },
      seat: cluster.seat.kind,
      stop() {
        stopped ??= stop();
        return stopped;
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function supervise(cluster: Cluster, options: PostgresOptions) {
  const start = () => startServer(cluster, { ...settings, ...options.settings }, options.log);
  let server: ServerProcess | undefined = await start();
  const stopping = new AbortController();
  // If Muster exits without stopping us, PostgreSQL is still asked to.
  const lastWord = () => server?.askToStop();
  process.once('exit', lastWord);
  try {
    await ensureDatabase(cluster);
  } catch (error) {
    process.off('exit', lastWord);
    await server.stop();
    throw error;
  }
  const watching = (async () => {
    for (let failures = 0; server && !stopping.signal.aborted; ) {
      const since = performance.now();
      const how = await server.ended;
      server = undefined;
      if (stopping.signal.aborted) return;
      options.log.error(`The database ended unexpectedly (${how}); starting it again.`);
      options.onExit?.(how);
      failures = performance.now() - since > steadyAfterMs ? 0 : failures;
      server = await restart(cluster, start, { failures, signal: stopping.signal, log: options.log });
      failures += 1;
    }
  })();
  return {
    current: () => server,
    async stop() {
      stopping.abort();
      process.off('exit', lastWord);
      await server?.stop();
      await watching;
      // One that a restart had just brought up when we were told to stop.
      await server?.stop();
    },
  };
}

type Attempts = { failures: number; signal: AbortSignal; log: PostgresLog };

/** Tries until it runs again or is told to stop: without its database Muster is of no use. */
async function restart(
  cluster: Cluster,
  start: () => Promise<ServerProcess>,
  { failures, signal, log }: Attempts,
): Promise<ServerProcess | undefined> {
  for (let attempt = failures; !signal.aborted; attempt += 1) {
    try {
      await sleep(restartDelaysMs[attempt] ?? restartDelaysMs.at(-1), undefined, { signal });
      await clearLeftovers(cluster);
      return await start();
    } catch (error) {
      if (!signal.aborted) log.error(error instanceof Error ? error.message : String(error));
    }
  }
  return undefined;
}

/** Not a step of initdb, so that a kill between the two does no harm. */
async function ensureDatabase(cluster: Cluster): Promise<void> {
  const client = new pg.Client(connectionTo(cluster, 'postgres'));
  // Told of a server that ends; the query that was under way rejects as well.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const known = await client.query('select 1 from pg_database where datname = $1', [databaseName]);
    if (known.rowCount === 0) await client.query(`create database ${databaseName}`);
  } finally {
    await client.end();
  }
}

function connectionTo(cluster: Cluster, database: string): PostgresConnection {
  return { host: cluster.socketFolder, port, user: databaseUser, database, ssl: false };
}
