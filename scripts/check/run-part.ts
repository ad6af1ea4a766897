// Runs one part of a check and says in a line how it went; the output of a part is shown when it fails.
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import type { Part } from './parts.ts';

export type PartResult = { name: string; passed: boolean; output: string };

const shownLines = 120;
const root = join(import.meta.dirname, '../..');

/** Runs a part and prints its line. A part that cannot be started has failed; this never rejects. */
export async function runPart(part: Part): Promise<PartResult> {
  const startedAt = performance.now();
  const { status, output } = await run(part);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const passed = status === 0;
  console.log(`${passed ? 'ok    ' : 'FAILED'} ${part.name} (${seconds} s)`);
  if (passed) for (const note of notesIn(output)) console.log(`       ${note}`);
  else console.log(`\n${shortened(output)}\n`);
  return { name: part.name, passed, output };
}

/** Runs parts side by side, `atOnce` of them at a time, in their order. */
export async function runParts(parts: Part[], atOnce: number): Promise<PartResult[]> {
  const results: PartResult[] = [];
  const waiting = [...parts];
  const work = async () => {
    for (let part = waiting.shift(); part; part = waiting.shift()) results.push(await runPart(part));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}

// What a part wants to be read although it passed.
function notesIn(output: string): string[] {
  return output.split('\n').filter((line) => line.startsWith('note: '));
}

// The first findings are enough to begin with; a thousand lines hide the part that failed next.
function shortened(output: string): string {
  const lines = output.trim().split('\n');
  const left = lines.length - shownLines;
  return left > 0
    ? [...lines.slice(0, shownLines), `... and ${left} more lines`].join('\n')
    : lines.join('\n');
}

function run({ command, args }: Part): Promise<{ status: number | null; output: string }> {
  return new Promise((resolve) => {
    const path = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
    const env = { ...process.env, PATH: path, NO_COLOR: '1', FORCE_COLOR: '0' };
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ status: 1, output: error.message }));
    child.on('close', (status) => resolve({ status, output }));
  });
}
