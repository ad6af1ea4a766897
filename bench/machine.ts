// Processes and what they cost, from /proc: CPU time, memory, how busy the rest of the machine is. Linux only.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { cpus, setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** The measured servers run on the first core, the load on the second, so that neither takes from the other. */
export const serverCore = '0';
export const loadCore = '1';

const ticksPerSecond = 100;

/**
 * Puts this process on one core, and it and what it starts ahead of what else runs on the machine, where that is
 * allowed: both sides of every ratio gain alike, and a neighbour disturbs less.
 */
export function pinSelf(core: string): void {
  try {
    setPriority(-15);
  } catch {
    // Only an administrator may; then the figures are noisier.
  }
  execFileSync('taskset', ['-a', '-p', '-c', core, String(process.pid)], { stdio: 'ignore' });
}

/** Starts a program on one core. Its output is dropped unless `output` takes it. */
export function spawnOn(
  core: string,
  command: readonly string[],
  env: Record<string, string> = {},
  output?: (text: string) => void,
): ChildProcess {
  const child = spawn('taskset', ['-c', core, ...command], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => output?.(String(part)));
  return child;
}

/** A measurement that fails leaves nothing behind. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill();
});

/** Resolves when the process is gone. */
export async function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill(signal);
  await gone;
}

/** The process and all that descend from it. */
export function treeOf(pid: number): number[] {
  const children = Map.groupBy(
    readdirSync('/proc').filter((name) => /^\d+$/.test(name)),
    (name) => parentOf(Number(name)),
  );
  const below = (one: number): number[] => [
    one,
    ...(children.get(one) ?? []).flatMap((child) => below(Number(child))),
  ];
  return below(pid);
}

function parentOf(pid: number): number {
  return Number(statOf(pid)?.[1] ?? 0);
}

/** The fields of /proc/PID/stat behind the name, which may hold blanks and brackets. */
function statOf(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

export function cpuMs(pids: readonly number[]): number {
  const ticks = pids.map(statOf).map((stat) => Number(stat?.[11] ?? 0) + Number(stat?.[12] ?? 0));
  return (ticks.reduce((sum, one) => sum + one, 0) * 1000) / ticksPerSecond;
}

/** Proportional set size, which counts a shared page once over all processes that share it. */
export function pssMb(pids: readonly number[]): number {
  return pids.map(pssKb).reduce((sum, one) => sum + one, 0) / 1024;
}

function pssKb(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** Waits until others leave the machine mostly idle, but not for long: a noisy sample is better than none. */
export async function quiet(longestMs = 2_000): Promise<void> {
  const until = performance.now() + longestMs;
  while ((await busyShare()) > 0.25 && performance.now() < until);
}

async function busyShare(): Promise<number> {
  const before = cpuTotals();
  await sleep(300);
  const after = cpuTotals();
  return (after.busy - before.busy) / Math.max(1, after.all - before.all);
}

function cpuTotals(): { busy: number; all: number } {
  const totals = { busy: 0, all: 0 };
  for (const { times } of cpus()) {
    const all = Object.values(times).reduce((sum, one) => sum + one, 0);
    totals.all += all;
    totals.busy += all - times.idle;
  }
  return totals;
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}

/** Resolves with the milliseconds until the address answers with success. */
export async function untilReady(url: string, child: ChildProcess, longestMs = 60_000): Promise<number> {
  const since = performance.now();
  for (;;) {
    const ok = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ok) return performance.now() - since;
    if (child.exitCode !== null) throw new Error(`the process ended before ${url} answered`);
    if (performance.now() - since > longestMs) throw new Error(`${url} did not answer`);
    await sleep(5);
  }
}

/** Whether a program is installed. */
export function isInstalled(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
