import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { UsageError } from './failure.ts';

/** The standard input, or something that can stand for it. */
type Input = NodeJS.ReadableStream & { isTTY?: boolean };
type Ask = (question: string, secret: boolean) => Promise<string>;

/**
 * Questions on a terminal. Without a terminal the answers are the lines of the standard input, in order, so
 * that a script can give them.
 */
export function createPrompt(input: Input, output: NodeJS.WritableStream): Ask {
  let piped: Promise<string[]> | undefined;
  return async (question, secret) => {
    if (input.isTTY) return secret ? askSilently(question, input, output) : askAloud(question, input, output);
    piped ??= text(input).then((all) => all.split(/\r?\n/));
    const answer = (await piped).shift();
    if (answer === undefined) throw new UsageError(`There is no terminal to ask "${question.trim()}" on.`);
    return answer;
  };
}

async function askAloud(question: string, input: Input, output: NodeJS.WritableStream) {
  return withQuestion(question, input, output);
}

/** The line editor writes what it echoes to nowhere; the question itself goes to the terminal first. */
async function askSilently(question: string, input: Input, output: NodeJS.WritableStream) {
  output.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  try {
    return await withQuestion('', input, nowhere);
  } finally {
    output.write('\n');
  }
}

async function withQuestion(question: string, input: Input, output: NodeJS.WritableStream) {
  const lines = createInterface({ input, output, terminal: true });
  const interrupted = new AbortController();
  lines.once('SIGINT', () => interrupted.abort());
  try {
    return await lines.question(question, { signal: interrupted.signal });
  } catch {
    throw new UsageError('Nothing was done.');
  } finally {
    lines.close();
  }
}
