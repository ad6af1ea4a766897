/**
 * The server's second entry: `node server/src/maintenance.ts backup FILE [--plain]`, `restore FILE` or
 * `secrets status|rotate`, with the settings of the server. The command line starts it, because it may not reach the database itself. Exit code 0 when it is done, 1 with
 * one line on the standard error when not. See docs/decisions/0011.
 */
import { createReadStream, existsSync } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sealedColumns } from './app.ts';
import type { BackupHeader } from './platform/backup/format.ts';
import { restoreBackup } from './platform/backup/restore.ts';
import { leaveTrace, type Traced } from './platform/backup/trace.ts';
import { writeBackup } from './platform/backup/write.ts';
import { systemClock } from './platform/clock.ts';
import { type Db, openDb } from './platform/db.ts';
import { keyReport } from './platform/keys/report.ts';
import { addKey, readKeys } from './platform/keys/ring.ts';
import { createLog } from './platform/log.ts';
import { migrate } from './platform/migrate.ts';
import { findRunningPostgres } from './platform/postgres/attach.ts';
import { startPostgres } from './platform/postgres/launcher.ts';
import { Refusal } from './platform/refusal.ts';
import { readSettings, type Settings, SettingsError } from './platform/settings.ts';

const migrations = new URL('../migrations/', import.meta.url);
const log = createLog('error');

try {
  await maintain(process.argv.slice(2), readSettings(process.env));
} catch (error) {
  if (!(error instanceof Refusal) && !(error instanceof SettingsError) && !isFileError(error)) throw error;
  console.error(`muster: ${error.message}`);
  process.exitCode = 1;
}

async function maintain([what, file, how]: string[], settings: Settings): Promise<void> {
  if (what === 'secrets') return tellOfKeys(file, settings);
  if (!file || (what !== 'backup' && what !== 'restore')) {
    throw new Refusal('invalid', 'Say `backup FILE`, `backup FILE --plain` or `restore FILE`.');
  }
  // Before anything is started: a mistyped name must not leave an empty database behind.
  const [kind, place] = what === 'restore' ? ['file', file] : ['folder', dirname(file)];
  if (!existsSync(place)) throw new Refusal('not_found', `There is no ${kind} ${place}.`);
  const { db, close } = what === 'backup' ? await openForBackup(settings) : await openAlone(settings);
  try {
    const secret = what === 'backup' && how !== '--plain' ? sealingSecret(settings) : null;
    const header =
      what === 'backup' ? await backUp(db, file, secret) : await restore(db, file, openingSecrets(settings));
    const act: Traced = what === 'backup' ? { done: what, sealed: secret !== null } : { done: what };
    await leaveTrace(db, systemClock.now(), act, header);
    console.log(summaryOf(what, file, header));
    if (what === 'backup') console.log(howSealed(secret, settings));
  } finally {
    await close();
  }
}

/** `secrets status` counts; `secrets rotate` puts a new key into the data directory, which a running Muster takes up. */
async function tellOfKeys(how: string | undefined, settings: Settings): Promise<void> {
  if (how !== 'status' && how !== 'rotate') {
    throw new Refusal('invalid', 'Say `secrets status` or `secrets rotate`.');
  }
  if (how === 'rotate') {
    const path = addKey(settings);
    console.log(
      `A new key is the first in ${path}. A running Muster takes it up within a minute. Keep a copy.`,
    );
    return;
  }
  const { db, close } = await openForBackup(settings);
  try {
    const asked = { columns: sealedColumns, now: systemClock.now() };
    console.log(await keyReport(db, readKeys(settings), asked));
  } finally {
    await close();
  }
}

interface Opened {
  db: Db;
  close(): Promise<void>;
}

/** A backup may be taken beside a running server: from its own database, or through the socket of the one it runs. */
async function openForBackup(settings: Settings): Promise<Opened> {
  const running = settings.databaseUrl ? undefined : findRunningPostgres(settings.dataDir);
  if (!running) return openAlone(settings);
  const db = openDb(running, 1, reportLostConnection);
  return { db, close: () => db.close() };
}

/** With the embedded database, only this process may have it. */
async function openAlone({ databaseUrl, dataDir }: Settings): Promise<Opened> {
  if (databaseUrl) {
    const db = openDb({ connectionString: databaseUrl }, 1, reportLostConnection);
    return { db, close: () => db.close() };
  }
  const postgres = await startPostgres({ dataDir, log });
  const db = openDb(postgres.connection, 1, reportLostConnection);
  const close = async () => {
    await db.close();
    await postgres.stop();
  };
  return { db, close };
}

function reportLostConnection(error: Error): void {
  log.error({ error }, 'a connection to the database was lost');
}

/** Written beside the file and renamed at the end: a file of this name is always a whole backup. */
async function backUp(db: Db, file: string, secret: string | null): Promise<BackupHeader> {
  const partial = `${file}.partial`;
  const facts = { musterVersion: await ownVersion(), takenAt: systemClock.now(), secret };
  try {
    // Opened first, so that a folder that is not there is told before the database is asked for anything.
    const target = (await open(partial, 'w', 0o600)).createWriteStream({ flush: true });
    const header = await writeBackup(db.pool, target, facts);
    await rename(partial, file);
    await flushFolder(dirname(file));
    return header;
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** So that the new name, too, survives a power cut. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync();
  await handle.close();
}

async function restore(db: Db, file: string, secrets: readonly string[]): Promise<BackupHeader> {
  await migrate(db.pool, migrations);
  return restoreBackup(db.pool, createReadStream(file), { secrets });
}

/** Backups are sealed unless asked otherwise: by the operator's passphrase, or the key that seals secrets. */
function sealingSecret(settings: Settings): string | null {
  return settings.backupPassphrase ?? readKeys(settings)[0] ?? null;
}

/** All that a backup may have been sealed with. A key that is not there yet is not made: it would open nothing. */
function openingSecrets(settings: Settings): string[] {
  const passphrase = settings.backupPassphrase === null ? [] : [settings.backupPassphrase];
  const hasKeys = settings.secretKey !== null || existsSync(join(settings.dataDir, 'secret.key'));
  return [...passphrase, ...(hasKeys ? readKeys(settings) : settings.oldSecretKeys)];
}

function howSealed(secret: string | null, { backupPassphrase, secretKey }: Settings): string {
  if (secret === null) return 'It is NOT encrypted: whoever reads the file reads everything but the secrets.';
  if (backupPassphrase !== null) return 'It is encrypted with MUSTER_BACKUP_PASSPHRASE.';
  return `It is encrypted with ${secretKey === null ? 'secret.key of the data directory' : 'MUSTER_SECRET_KEY'}.`;
}

function summaryOf(
  what: 'backup' | 'restore',
  file: string,
  { tables, takenAt, note }: BackupHeader,
): string {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const amount = `${tables.length} tables, ${rows} rows`;
  return what === 'backup'
    ? `Wrote ${file}: ${amount}.\n${note}`
    : `Restored ${file} of ${takenAt}: ${amount}.`;
}

async function ownVersion(): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
  const version: unknown =
    manifest !== null && typeof manifest === 'object' && Reflect.get(manifest, 'version');
  return typeof version === 'string' ? version : 'unknown';
}

/** The disk's own refusals (no such file, no space, no right) are told, not shown as faults of ours. */
function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
