import { resolve } from 'node:path';
import type pg from 'pg';
import { readKeys } from './keys/ring.ts';
import type { Log } from './log.ts';
import { startPostgres } from './postgres/launcher.ts';
import { awaitDatabase } from './reach.ts';
import type { Settings } from './settings.ts';

/** The database and the keys that seal secrets in it. */
export interface Storage {
  database: pg.PoolConfig;
  /** Reads the keys, the newest first. May be asked again: the file in the data directory changes. */
  readKeys(): string[];
  close(): Promise<void>;
}

/** The operator's own PostgreSQL, or the one that Muster brings along in its data directory. */
export async function openDatabase(settings: Settings, log: Log): Promise<Storage> {
  if (settings.databaseUrl !== null) {
    const database = { connectionString: settings.databaseUrl };
    await awaitDatabase(database, log);
    return {
      database,
      readKeys: () => readKeys(settings),
      close: async () => undefined,
    };
  }
  const dataDir = resolve(settings.dataDir);
  const postgres = await startPostgres({
    dataDir,
    // What PostgreSQL says when all is well is for those who look for it.
    log: { info: log.debug.bind(log), warn: log.warn.bind(log), error: log.error.bind(log) },
    onExit: (how) => log.error({ how }, 'the database ended and is started again'),
  });
  return {
    database: postgres.connection,
    readKeys: () => readKeys(settings),
    close: () => postgres.stop(),
  };
}
