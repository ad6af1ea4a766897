import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable, Transform } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
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
  /** The lines of a file of any length; `-` is the standard input. */
  lines(path: string): AsyncIterable<string>;
  /** Writes what comes to a file that only its owner reads, or to the standard output for `-`. Answers the bytes. */
  write(path: string, body: ReadableStream<Uint8Array>): Promise<number>;
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
    lines: (path) =>
      createInterface({ input: path === '-' ? process.stdin : createReadStream(path), crlfDelay: Infinity }),
    write,
    runNode,
    now: () => Temporal.Now.instant(),
    newKey: randomUUID,
    fetch,
  };
}

async function write(path: string, body: ReadableStream<Uint8Array>): Promise<number> {
  let bytes = 0;
  const counting = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      bytes += chunk.byteLength;
      done(null, chunk);
    },
  });
  const source = Readable.fromWeb(body);
  if (path === '-') await pipeline(source, counting, process.stdout, { end: false });
  else await pipeline(source, counting, createWriteStream(path, { mode: 0o600 }));
  return bytes;
}

function runNode(args: readonly string[], cwd: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args], { stdio: 'inherit', cwd });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
