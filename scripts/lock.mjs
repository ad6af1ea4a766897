// A lock between processes of one machine: a folder that exists while somebody works, with the holder's
// process id inside, so that the lock of a killed process is taken over instead of waited for.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const pollMs = 100;

/** Runs `work` while no other process holds the lock at `path`; waits as long as the holder lives. */
export function withLock(path, work) {
  mkdirSync(dirname(path), { recursive: true });
  while (!take(path)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pollMs);
  const release = () => rmSync(path, { recursive: true, force: true });
  process.once('exit', release);
  try {
    return work();
  } finally {
    release();
    process.removeListener('exit', release);
  }
}

function take(path) {
  try {
    mkdirSync(path);
    writeFileSync(join(path, 'holder'), String(process.pid));
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!holderLives(path)) rmSync(path, { recursive: true, force: true });
    return false;
  }
}

function holderLives(path) {
  try {
    process.kill(Number(readFileSync(join(path, 'holder'), 'utf8')) || process.pid, 0);
    return true;
  } catch (error) {
    // No holder is written yet (the other process is between two steps), or it belongs to another account.
    return error.code === 'ENOENT' ? lockIsYoung(path) : error.code === 'EPERM';
  }
}

function lockIsYoung(path) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pollMs);
  try {
    readFileSync(join(path, 'holder'));
    return true;
  } catch {
    return false;
  }
}
