/** One running Muster inside the test's process, and its log. */
import pg from 'pg';
import pino from 'pino';
import { type App, startApp } from '../../src/app.ts';
import { type Clock, within } from '../../src/platform/clock.ts';
import { errorForLog } from '../../src/platform/log.ts';
import { readSettings } from '../../src/platform/settings.ts';
import type { ManualClock } from './clock.ts';
import type { TestDatabase } from './database.ts';

export const adminToken = 'the-token-of-the-administrator';
/** Links are made with this address, which nobody listens on; the world opens them at the node's own. */
export const publicUrl = 'https://muster.example';

export interface Node {
  app: App;
  /** Warnings and errors that it has logged, as lines. */
  complaints: string[];
  isRunning(): boolean;
  /** Nothing that is due is left to do, and nothing is being sent. */
  settled(): Promise<void>;
  /** Ends it as a power cut would, as far as one process can: its timers and connections are gone, at once. */
  kill(): Promise<void>;
  /** Cuts it off from its database, it alone and for good: it goes on running and hears senders. Nobody waits for it. */
  cutOff(): Promise<void>;
  /** Ends it as an operator would. */
  stop(): Promise<void>;
}

/** Minutes by which the clock of this node is wrong; then it goes by the database's, whose time the test moves. */
export interface NodeTwist {
  clockOffMinutes?: number;
  /** Patient, unless told otherwise: a busy machine that tests is no reason to answer 503. */
  doorPatienceMs?: number;
}

export async function startNode(
  time: ManualClock,
  database: TestDatabase,
  name: string,
  { clockOffMinutes = 0, doorPatienceMs = 60_000 }: NodeTwist = {},
): Promise<Node> {
  const { clock, stop: stopClock } = time.forNode();
  const complaints: string[] = [];
  const app = await startApp({
    settings: {
      ...readSettings({
        HOST: '127.0.0.1',
        PORT: '0',
        MUSTER_URL: publicUrl,
        MUSTER_ADMIN_TOKEN: adminToken,
        MUSTER_ALLOW_TARGETS: '127.0.0.0/8',
        MUSTER_API_RATE: '1000000',
        MUSTER_STORM_LIMIT: '1000000',
        MUSTER_TRUST_PROXY: '1',
      }),
      doorPatienceMs,
    },
    database: { ...database.config, application_name: name },
    readKeys: () => ['a-key-for-scenarios-of-32-letters'],
    clock: wrongClock(clock, clockOffMinutes),
    followsDatabase: clockOffMinutes !== 0,
    log: listeningLog(complaints),
    version: 'scenario',
    checkAnswers: true,
    databaseTime: async () => time.now(),
  });
  let running = true;
  let isCut = false;
  return {
    app,
    complaints,
    isRunning: () => running,
    settled: async () => {
      if (!isCut) await within(15_000, app.settled(), `the node ${name}, which is to settle,`);
    },
    async kill() {
      running = false;
      stopClock();
      const { db, work, intake } = app.platform;
      const closing = Promise.allSettled([db.close(), work.close(), intake.close()]);
      await endConnections(database, name);
      // What it was sending fails to be recorded, as after a real kill; it must have failed before the test goes on.
      await within(1_000, Promise.allSettled([closing, app.stop()]), name).catch(() => undefined);
      await endConnections(database, name);
    },
    async cutOff() {
      isCut = true;
      for (const { pool } of [app.platform.db, app.platform.work, app.platform.intake]) cutPool(pool);
      await endConnections(database, name);
    },
    async stop() {
      running = false;
      await within(15_000, app.stop(), `the node ${name}, which is to stop,`);
      stopClock();
    },
  };
}

function wrongClock(clock: Clock, minutes: number): Clock {
  if (minutes === 0) return clock;
  return {
    now: () => clock.now().add({ minutes }),
    at: (at, run) => clock.at(at.subtract({ minutes }), run),
  };
}

/** From now on the pool gets no connection. */
function cutPool(pool: pg.Pool): void {
  const refuse = () => Promise.reject(Object.assign(new Error('cut off'), { code: 'ECONNREFUSED' }));
  Object.assign(pool, { connect: refuse, query: refuse });
}

async function endConnections(database: TestDatabase, name: string): Promise<void> {
  const client = new pg.Client(database.config);
  await client.connect();
  try {
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = $1 and datname = current_database()`,
      [name],
    );
  } finally {
    await client.end();
  }
}

function listeningLog(complaints: string[]) {
  const write = (line: string) => void complaints.push(line.trim());
  return pino(
    { level: 'warn', base: null, timestamp: false, serializers: { error: errorForLog } },
    { write },
  );
}
