// Where tests keep what they write: databases, browsers' profiles, backups. Hundreds of small files are copied for
// each test database, which costs a thirtieth where nothing has to reach a disk.
import {
  accessSync,
  chmodSync,
  constants,
  mkdirSync,
  readdirSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';

const memory = '/dev/shm';
/** Databases and browsers of a run that lives long, and the journal that PostgreSQL may keep. */
const roomNeeded = 4_000_000_000;
/** No run takes so long: whatever is older was left by one that was killed. */
const longestRunMs = 2 * 3_600_000;

/** A folder in memory, where there is some that files can use; undefined where there is not. */
export function quickFolder(): string | undefined {
  try {
    accessSync(memory, constants.W_OK);
    const { bavail, bsize } = statfsSync(memory);
    if (bavail * bsize < roomNeeded) return undefined;
    const folder = join(memory, `muster-tests-${userInfo().uid}`);
    // PostgreSQL runs as another account where we are root, and must get through to the folder made for it.
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o711);
    removeOld(folder);
    return folder;
  } catch {
    return undefined;
  }
}

function removeOld(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    // A database may still run in its folder; it is ended by whoever starts the next one.
    if (name.startsWith('muster-test-') || Date.now() - statSync(path).mtimeMs < longestRunMs) continue;
    rmSync(path, { recursive: true, force: true });
  }
}
