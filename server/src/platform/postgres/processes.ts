/**
 * Which PostgreSQL processes work in a data directory, and how to end them.
 *
 * A process number in `postmaster.pid` alone proves nothing: it may be a zombie, or belong to another program
 * since a container was restarted. PostgreSQL processes make the data directory their working directory, and
 * that is what is looked at. The backends of a killed postmaster are found in the same way; starting a second
 * server while one of them still writes would destroy the database.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 10;
const fastMs = 6_000;
const immediateMs = 2_000;

/** Ends every PostgreSQL process in `cluster`, the politest way first. Resolves when none is left. */
export async function endProcesses(cluster: string): Promise<number> {
  const found = processesIn(cluster);
  if (found.length === 0) return 0;
  const postmaster = postmasterPid(cluster);
  if (postmaster !== undefined && found.includes(postmaster)) {
    if (await ends(cluster, [postmaster], 'SIGINT', fastMs)) return found.length;
  }
  if (await ends(cluster, processesIn(cluster), 'SIGQUIT', immediateMs)) return found.length;
  if (await ends(cluster, processesIn(cluster), 'SIGKILL', immediateMs)) return found.length;
  throw new Error(`PostgreSQL processes ${processesIn(cluster).join(', ')} in ${cluster} do not end`);
}

/** The number in `postmaster.pid`, alive or not. */
export function postmasterPid(cluster: string): number | undefined {
  try {
    const pid = Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
    return Number.isSafeInteger(pid) && pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended by itself.
  }
}

function processesIn(cluster: string): number[] {
  if (process.platform !== 'linux') return postmasterByName(cluster);
  const real = realpathSync(cluster);
  const numbers = readdirSync('/proc').map(Number).filter(Number.isSafeInteger);
  return numbers.filter((pid) => pid !== process.pid && worksIn(pid, real));
}

/** A zombie has no working directory any more, so it is not found: it can write nothing. */
function worksIn(pid: number, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder && commandOf(pid) === 'postgres';
  } catch {
    return false;
  }
}

function commandOf(pid: number): string {
  return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
}

/** Without /proc only the postmaster can be told; its own shared memory check protects from its backends. */
function postmasterByName(cluster: string): number[] {
  const pid = postmasterPid(cluster);
  if (pid === undefined) return [];
  const command = spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
  return command.endsWith('postgres') ? [pid] : [];
}

async function ends(
  cluster: string,
  pids: number[],
  name: NodeJS.Signals,
  withinMs: number,
): Promise<boolean> {
  for (const pid of pids) signal(pid, name);
  for (let waited = 0; waited < withinMs; waited += pollMs) {
    if (processesIn(cluster).length === 0) return true;
    await sleep(pollMs);
  }
  return false;
}
