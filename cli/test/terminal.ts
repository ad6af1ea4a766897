import type { World } from '../src/platform/world.ts';
import { run } from '../src/program.ts';
import { testFolder } from './folder.ts';

/** A terminal in a test: what is typed is given beforehand, and what is written is kept. */
export interface Terminal {
  world: World;
  out: string[];
  err: string[];
  asked: { question: string; secret: boolean }[];
  ran: { args: readonly string[]; cwd: string }[];
  written: { path: string; text: string }[];
  /** Runs a command line and answers its exit code. */
  muster(...args: string[]): Promise<number>;
  /** All that was written to the standard output. */
  text(): string;
}

interface Given {
  env?: Record<string, string>;
  answers?: string[];
  files?: Record<string, string>;
  /** Exit code of programs that are run. */
  childExit?: number;
  colour?: boolean;
}

/** A fresh configuration folder for each, a fixed clock, and no colours. */
export function terminal(given: Given = {}): Terminal {
  const answers = [...(given.answers ?? [])];
  const t: Omit<Terminal, 'world' | 'muster' | 'text'> = {
    out: [],
    err: [],
    asked: [],
    ran: [],
    written: [],
  };
  let keys = 0;
  const world: World = {
    env: { XDG_CONFIG_HOME: testFolder(), ...given.env },
    timeZone: 'Europe/Madrid',
    colour: given.colour ?? false,
    out: (line) => void t.out.push(line),
    err: (line) => void t.err.push(line),
    ask: async (question, secret) => {
      t.asked.push({ question, secret });
      return answers.shift() ?? '';
    },
    read: async (path) => {
      const text = given.files?.[path];
      if (text === undefined) throw noSuchFile(path);
      return text;
    },
    lines: async function* (path) {
      const text = given.files?.[path];
      if (text === undefined) throw noSuchFile(path);
      yield* text.split('\n');
    },
    write: async (path, body) => {
      const text = await new Response(body).text();
      t.written.push({ path, text });
      return Buffer.byteLength(text);
    },
    runNode: async (args, cwd) => {
      t.ran.push({ args, cwd });
      return given.childExit ?? 0;
    },
    // Clocks are finer than the wire.
    now: () => Temporal.Instant.from('2026-11-20T10:00:00.000456789Z'),
    newKey: () => `key-${++keys}`,
    fetch,
  };
  return { ...t, world, muster: (...args) => run(args, world), text: () => t.out.join('\n') };
}

/** As Node says it. */
function noSuchFile(path: string): Error {
  const told = { code: 'ENOENT', syscall: 'open', path };
  return Object.assign(new Error(`ENOENT: no such file or directory, open '${path}'`), told);
}
