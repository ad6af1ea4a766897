/**
 * One Muster per data directory. The operating system holds the lock (SQLite's lock on an empty file), so it
 * ends with the process however that ends, holds between containers that share a volume, and leaves nothing
 * stale behind. A file with a process number in it could do none of these.
 */
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Refusal } from '../refusal.ts';

export type FolderLock = { release(): void };

const sqliteBusy = 5;

/** Takes the lock of `folder`, which must exist. Throws a Refusal `conflict` when another process holds it. */
export function lockFolder(folder: string): FolderLock {
  const lock = tryLockFolder(folder);
  if (lock) return lock;
  throw new Refusal('conflict', `Another Muster${holder(folder)} already uses the data directory ${folder}.`);
}

/** The lock, or undefined when another process holds it. */
export function tryLockFolder(folder: string): FolderLock | undefined {
  const path = join(folder, 'muster.lock');
  const file = new DatabaseSync(path, { timeout: 0 });
  try {
    file.exec('begin exclusive');
  } catch (error) {
    file.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy) return undefined;
    throw error;
  }
  chmodSync(path, 0o600);
  writeFileSync(join(folder, 'muster.pid'), `${process.pid}\n`, { mode: 0o600 });
  return { release: () => file.close() };
}

/** Only for the message; the number may be of another container. */
function holder(folder: string): string {
  try {
    return ` (process ${readFileSync(join(folder, 'muster.pid'), 'utf8').trim()})`;
  } catch {
    return '';
  }
}
