import { ProblemError } from '@muster/contract/platform/client';
import { CommanderError } from 'commander';
import { plain } from './print.ts';

/** What the shell is told. A script can tell a refusal from a mistyped command and from a missing server. */
export const exits = { ok: 0, refused: 1, usage: 2, unreachable: 3 } as const;

/** The command cannot be carried out as typed, or something it needs on this machine is missing. */
export class UsageError extends Error {}

/** The answer was a no, and what there is to say has been written already, or is in the message. */
export class RefusedError extends Error {}

/** No server answered at this address. */
export class UnreachableError extends Error {
  constructor(url: string, cause: unknown) {
    super(`No server answered at ${url} (${reasonOf(cause)}).`, { cause });
  }
}

/** The exit code of a failure, and the lines that explain it. Unknown failures are bugs and are thrown on. */
export function explain(error: unknown): { exit: number; lines: string[] } {
  // Commander has already written its own message.
  if (error instanceof CommanderError) {
    return { exit: error.exitCode === 0 ? exits.ok : exits.usage, lines: [] };
  }
  if (error instanceof UsageError) return { exit: exits.usage, lines: [error.message] };
  if (error instanceof RefusedError)
    return { exit: exits.refused, lines: error.message ? [error.message] : [] };
  if (error instanceof UnreachableError) return { exit: exits.unreachable, lines: [error.message] };
  if (error instanceof ProblemError) return explainProblem(error);
  const file = fileFailure(error);
  if (file) return { exit: exits.usage, lines: [file] };
  throw error;
}

/** What is wrong with a file that was named, in words; undefined for any other failure. */
function fileFailure(error: unknown): string | undefined {
  if (!(error instanceof Error && 'syscall' in error && 'path' in error && 'code' in error)) return;
  return `${plain(String(error.path))}: ${fileFaults.get(String(error.code)) ?? error.message}`;
}

const fileFaults = new Map([
  ['ENOENT', 'there is no such file or folder.'],
  ['ENOTDIR', 'there is no such file or folder.'],
  ['EACCES', 'you may not open it.'],
  ['EPERM', 'you may not open it.'],
  ['EISDIR', 'it is a folder, and a file is needed.'],
  ['EROFS', 'nothing can be written there.'],
  ['ENOSPC', 'there is no room left.'],
]);

function explainProblem({ problem }: ProblemError): { exit: number; lines: string[] } {
  const sentence = plain(problem.detail || problem.title);
  const fields = problem.errors
    .filter(({ message }) => message !== problem.detail)
    .map((e) => `  ${plain(e.pointer) || '/'}: ${plain(e.message)}`);
  const hint = problem.code === 'unauthenticated' ? ['Sign in again with `muster login`.'] : [];
  const request = problem.code === 'internal' ? [`Request id: ${plain(problem.requestId)}`] : [];
  return {
    exit: problem.code === 'unavailable' ? exits.unreachable : exits.refused,
    lines: [`Refused (${problem.code}): ${sentence}`, ...fields, ...hint, ...request],
  };
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'no reason given';
  if (cause.name === 'TimeoutError') return 'it took too long';
  const inner = cause.cause;
  if (!(inner instanceof Error)) return cause.message;
  const known = 'code' in inner ? netFaults.get(String(inner.code)) : undefined;
  return known ?? (inner.message || cause.message);
}

const netFaults = new Map([
  ['ECONNREFUSED', 'nothing listens there'],
  ['ECONNRESET', 'the connection was cut'],
  ['ENOTFOUND', 'nothing has this name'],
  ['EAI_AGAIN', 'names cannot be looked up now'],
  ['EHOSTUNREACH', 'no way leads there'],
  ['ENETUNREACH', 'no way leads there'],
]);
