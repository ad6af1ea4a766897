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
  throw error;
}

function explainProblem({ problem }: ProblemError): { exit: number; lines: string[] } {
  const sentence = plain(problem.detail || problem.title);
  const fields = problem.errors.map((e) => `  ${plain(e.pointer) || '/'}: ${plain(e.message)}`);
  const hint = problem.code === 'unauthenticated' ? ['Sign in again with `muster login`.'] : [];
  const request = problem.code === 'internal' ? [`Request id: ${plain(problem.requestId)}`] : [];
  return {
    exit: problem.code === 'unavailable' ? exits.unreachable : exits.refused,
    lines: [`Refused (${problem.code}): ${sentence}`, ...fields, ...hint, ...request],
  };
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'no reason given';
  const inner = cause.cause;
  return inner instanceof Error && inner.message ? inner.message : cause.message;
}
