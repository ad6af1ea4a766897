import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../refusal.ts';
import { databaseUser } from './cluster.ts';
import { tryLockFolder } from './folder-lock.ts';
import { databaseName, type PostgresConnection } from './launcher.ts';
import { port } from './settings.ts';

/**
 * The way to the embedded PostgreSQL that another Muster runs on `dataDir`; undefined when none does, and then
 * this process may start it. Throws a Refusal: `not_found` when there is no database in `dataDir` at all,
 * `conflict` when the other Muster has not started its database yet, or is about to stop.
 */
export function findRunningPostgres(dataDir: string): PostgresConnection | undefined {
  const folder = join(dataDir, 'postgres', 'data');
  if (!existsSync(folder)) throw new Refusal('not_found', `There is no database in ${dataDir}.`);
  const lock = tryLockFolder(dataDir);
  if (lock) {
    lock.release();
    return undefined;
  }
  const socketFolder = [folder, notedSocketFolder(folder)].find((one) => existsSync(join(one, socketName)));
  if (socketFolder) {
    return { host: socketFolder, port, user: databaseUser, database: databaseName, ssl: false };
  }
  throw new Refusal('conflict', `The Muster on ${dataDir} is starting or stopping. Try again in a moment.`);
}

const socketName = `.s.PGSQL.${port}`;

/** The fifth line of a running server's lock file; a short folder elsewhere where the usual path is too long. */
function notedSocketFolder(folder: string): string {
  const lock = join(folder, 'postmaster.pid');
  return existsSync(lock) ? (readFileSync(lock, 'utf8').split('\n')[4] ?? '') : '';
}
