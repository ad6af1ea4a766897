import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type pg from 'pg';
import { newSecret } from './ids.ts';
import type { Log } from './log.ts';
import { startPostgres } from './postgres/launcher.ts';
import { awaitDatabase } from './reach.ts';
import type { Settings } from './settings.ts';

/** The database and the key that seals secrets in it. */
export interface Storage {
  database: pg.PoolConfig;
  secretKey: string;
  close(): Promise<void>;
}

/** The operator's own PostgreSQL, or the one that Muster brings along in its data directory. */
export async function openDatabase(settings: Settings, log: Log): Promise<Storage> {
  if (settings.databaseUrl !== null) {
    const database = { connectionString: settings.databaseUrl };
    await awaitDatabase(database, log);
    return {
      database,
      secretKey: keyOf(settings),
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
  return { database: postgres.connection, secretKey: keyOf(settings), close: () => postgres.stop() };
}

/** The key of the environment, else the one in the data directory, made at the first start for this owner alone. */
function keyOf({ secretKey, dataDir }: Settings): string {
  if (secretKey !== null) return secretKey;
  const path = resolve(dataDir, 'secret.key');
  mkdirSync(resolve(dataDir), { recursive: true, mode: 0o711 });
  try {
    writeFileSync(path, `${newSecret()}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return readFileSync(path, 'utf8').trim();
}
