/** The files of the embedded database: making them, and bringing order to what a killed server left. */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Refusal } from '../refusal.ts';
import { endProcesses } from './processes.ts';
import { findSeat, giveTo, type Seat } from './seat.ts';
import { port } from './settings.ts';

export type Cluster = {
  readonly seat: Seat;
  /** PostgreSQL's own data directory, as an absolute path without links. */
  readonly folder: string;
  /** Holds the socket: the cluster's own folder, or a short private one where that path is too long. */
  readonly socketFolder: string;
};

/** The owner of everything inside the embedded database. */
export const databaseUser = 'muster';

const shortFolderPrefix = 'muster-socket-';

/**
 * Finds or makes the cluster below `dataDir` and ends what an earlier Muster left running in it. The caller
 * holds the lock of `dataDir`. `initdbFlags` are for tests.
 */
export async function prepareCluster(dataDir: string, initdbFlags: readonly string[] = []): Promise<Cluster> {
  // The account that PostgreSQL runs as must be able to pass through, but not to look around.
  const home = join(realpathSync(dataDir), 'postgres');
  mkdirSync(home, { recursive: true, mode: 0o711 });
  const folder = join(home, 'data');
  const seat = findSeat(home, folder);
  if (!existsSync(folder)) initialise(seat, folder, initdbFlags);
  giveTo(seat, folder);
  refuseOtherMajor(seat, folder);
  // Read first: a leftover that ends politely removes its note.
  const former = formerSocketFolder(folder);
  await endProcesses(folder);
  dropShortFolder(former);
  const cluster = { seat, folder, socketFolder: makeSocketFolder(seat, folder) };
  await clearLeftovers(cluster);
  return cluster;
}

/** Ends leftover processes and removes the lock files, which PostgreSQL would take for a running server. */
export async function clearLeftovers({ folder, socketFolder }: Omit<Cluster, 'seat'>): Promise<void> {
  await endProcesses(folder);
  // Elsewhere PostgreSQL judges by itself whether its locks are stale, because we cannot see its backends.
  if (process.platform !== 'linux') return;
  rmSync(join(socketFolder, `.s.PGSQL.${port}`), { force: true });
  rmSync(join(socketFolder, `.s.PGSQL.${port}.lock`), { force: true });
  rmSync(join(folder, 'postmaster.pid'), { force: true });
}

/** Ends whatever still runs below a `dataDir` that nobody uses any more, so that it can be removed. */
export async function clearCluster(dataDir: string): Promise<void> {
  const folder = join(dataDir, 'postgres', 'data');
  if (existsSync(folder)) await endProcesses(folder);
}

/** Removes a socket folder if it was made outside of the data directory. */
export function dropShortFolder(socketFolder: string): void {
  if (basename(socketFolder).startsWith(shortFolderPrefix))
    rmSync(socketFolder, { recursive: true, force: true });
}

/** What a killed server noted in the fifth line of its lock file. */
function formerSocketFolder(folder: string): string {
  const lock = join(folder, 'postmaster.pid');
  return existsSync(lock) ? (readFileSync(lock, 'utf8').split('\n')[4] ?? '') : '';
}

/**
 * How PostgreSQL is told where its data is, and the options to start it with. Under another account the path
 * may lead through folders closed to it. The working directory is entered before the account is changed, so
 * on Linux the data is named by that.
 */
export function startOptions(seat: Seat, folder: string) {
  return {
    name: seat.account && process.platform === 'linux' ? '/proc/self/cwd' : folder,
    options: {
      cwd: folder,
      // Nothing of our own surroundings: PGDATA, PGPORT and the locale would change what the server does.
      env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
      ...seat.account,
    },
  };
}

/** Makes the cluster under another name first, so that a kill in the middle leaves nothing half made. */
function initialise(seat: Seat, folder: string, flags: readonly string[]): void {
  const unfinished = `${folder}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  giveTo(seat, unfinished);
  const { name, options } = startOptions(seat, unfinished);
  const [file, args] = seat.command('initdb', [
    '-D',
    name,
    '-U',
    databaseUser,
    '--auth=trust',
    '--no-instructions',
    // Sorted by code point everywhere, yet upper and lower case are known for all of Unicode.
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...flags,
  ]);
  const made = spawnSync(file, args, { ...options, encoding: 'utf8' });
  if (made.status !== 0) throw new Refusal('precondition', initialiseFailure(folder, made));
  renameSync(unfinished, folder);
}

function initialiseFailure(folder: string, made: SpawnSyncReturns<string>): string {
  const reason = (made.error?.message ?? made.stderr).trim().replace(/\s*\n\s*/g, ' ');
  return `The embedded PostgreSQL could not make its database in ${folder}: ${reason} (Or set DATABASE_URL.)`;
}

function refuseOtherMajor(seat: Seat, folder: string): void {
  const made = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  const brought = seat.binaries.version.split('.')[0];
  if (made === brought) return;
  throw new Refusal(
    'precondition',
    `The database in ${folder} was made by PostgreSQL ${made}, and this Muster brings ${brought}. ` +
      'Make a backup with the Muster that made it, and restore that into a new data directory.',
  );
}

/** In the cluster, which is closed to everybody else anyway, unless its path is too long for a socket. */
function makeSocketFolder(seat: Seat, cluster: string): string {
  if (fits(cluster)) return cluster;
  const folder = shortFolder();
  giveTo(seat, folder);
  return folder;
}

function shortFolder(): string {
  const parent = fits(join(tmpdir(), `${shortFolderPrefix}123456`)) ? tmpdir() : '/tmp';
  return mkdtempSync(join(parent, shortFolderPrefix));
}

/** The system keeps a socket's path in 108 bytes (104 on macOS), and the last of them is zero. */
function fits(folder: string): boolean {
  const limit = process.platform === 'linux' ? 107 : 103;
  return Buffer.byteLength(join(folder, `.s.PGSQL.${port}`)) <= limit;
}
