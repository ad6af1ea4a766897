import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { createPrompt } from './prompt.ts';

/**
 * Everything a command touches outside itself. Commands get it as an argument, so that tests can hand them
 * another terminal, clock and network.
 */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The zone in which times are shown. */
  readonly timeZone: string;
  /** Whether the output may be coloured: a terminal, and NO_COLOR is not set. */
  readonly colour: boolean;
  out(text: string): void;
  err(text: string): void;
  /** Asks on the terminal; what is typed is not shown when `secret`. */
  ask(question: string, secret: boolean): Promise<string>;
  /** The text of a file; `-` is the standard input. */
  read(path: string): Promise<string>;
  /** Runs another program of this project in the folder `cwd`, with this terminal; answers its exit code. */
  runNode(args: readonly string[], cwd: string): Promise<number>;
  now(): Temporal.Instant;
  /** A fresh Idempotency-Key. */
  newKey(): string;
  readonly fetch: typeof fetch;
}

export function realWorld(): World {
  return {
    env: process.env,
    timeZone: Temporal.Now.timeZoneId(),
    colour: process.stdout.isTTY === true && !process.env.NO_COLOR,
    out: (line) => void process.stdout.write(`${line}\n`),
    err: (line) => void process.stderr.write(`${line}\n`),
    ask: createPrompt(process.stdin, process.stderr),
    read: (path) => (path === '-' ? text(process.stdin) : readFile(path, 'utf8')),
    runNode,
    now: () => Temporal.Now.instant(),
    newKey: randomUUID,
    fetch,
  };
}

function runNode(args: readonly string[], cwd: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args], { stdio: 'inherit', cwd });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
