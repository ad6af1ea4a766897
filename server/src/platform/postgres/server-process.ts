/** One run of the `postgres` program: from start until it has ended. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';
import { type Cluster, startOptions } from './cluster.ts';
import { asFlags, type Settings } from './settings.ts';

export type PostgresLog = Pick<Log, 'info' | 'warn' | 'error'>;

export type ServerProcess = {
  readonly pid: number;
  /** Resolves when the process has ended, with a few words that say how. */
  readonly ended: Promise<string>;
  /** Fast shutdown; after 6 s the harder kinds. Committed rows survive all of them. */
  stop(): Promise<void>;
  /** Asks for a fast shutdown without waiting, for a process that is about to exit. */
  askToStop(): void;
};

/** Resolves when PostgreSQL accepts connections; a recovery after a crash may take its time. */
export async function startServer(
  cluster: Cluster,
  settings: Settings,
  log: PostgresLog,
): Promise<ServerProcess> {
  const { seat, folder, socketFolder } = cluster;
  const { name, options } = startOptions(seat, folder);
  const sockets = { unix_socket_directories: socketFolder === folder ? name : socketFolder };
  const [file, args] = seat.command('postgres', ['-D', name, ...asFlags(settings, sockets)]);
  // In a session of its own, so that Ctrl-C in a terminal stops Muster first, and Muster then the database.
  const child = spawn(file, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  const ended = endOf(child);
  const lastLines = await readyOrEnded(child, ended, log);
  if (lastLines) throw new Error(`PostgreSQL did not start: ${lastLines}`);
  return {
    pid: child.pid ?? 0,
    ended,
    stop: () => stop(child, ended),
    askToStop: () => void child.kill('SIGINT'),
  };
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ? `killed by ${signal}` : `exit code ${code}`));
  });
}

/** Resolves with undefined once it is ready, else with what it last said. */
function readyOrEnded(
  child: ChildProcess,
  ended: Promise<string>,
  log: PostgresLog,
): Promise<string | undefined> {
  const recent: string[] = [];
  return new Promise((resolve) => {
    if (child.stderr) {
      createInterface({ input: child.stderr }).on('line', (line) => {
        if (recent.push(line) > 5) recent.shift();
        report(line, log);
        if (line.includes('database system is ready to accept connections')) resolve(undefined);
      });
    }
    // A moment for its last words to arrive through the pipe.
    void ended.then((how) => sleep(20).then(() => resolve(`${how}. ${recent.join(' ')}`)));
  });
}

function report(line: string, log: PostgresLog): void {
  const message = `postgres: ${line}`;
  if (line.startsWith('PANIC:')) log.error(message);
  else if (line.startsWith('FATAL:') || line.startsWith('WARNING:')) log.warn(message);
  else log.info(message);
}

async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  for (const [signal, withinMs] of stopSteps) {
    child.kill(signal);
    const patience = new AbortController();
    const late = sleep(withinMs, 'late', { signal: patience.signal }).catch(() => 'late');
    const first = await Promise.race([ended, late]);
    patience.abort();
    if (first !== 'late') return;
  }
}

/** 9 s at most: Muster promises to be gone within 10 s of SIGTERM. */
const stopSteps: readonly [NodeJS.Signals, number][] = [
  ['SIGINT', 6_000],
  ['SIGQUIT', 2_000],
  ['SIGKILL', 1_000],
];
