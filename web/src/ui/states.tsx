import type { Problem } from '@muster/contract/platform/wire';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Shape, type Tone } from './mark.tsx';
import { ui } from './messages.ts';

/** Placeholder rows that keep the room the content will take. They appear late, so that fast answers never flash. */
export function Loading({ rows = 3 }: { rows?: number }) {
  return (
    <div role="status" className="delayed space-y-2 py-2">
      <span className="sr-only">{ui.loading}</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never move.
        <div key={row} aria-hidden="true" className="h-10 motion-safe:animate-pulse rounded bg-sunken" />
      ))}
    </div>
  );
}

/** Says that there is nothing, what would be here, and how to get it. */
export function Empty({
  title,
  children,
  tone = 'quiet',
}: {
  title: string;
  children?: ReactNode;
  tone?: Tone;
}) {
  return (
    <div className="flex items-start gap-3 rounded-lg border border-dashed border-line px-4 py-5">
      <span className="mt-1">
        <Shape tone={tone} size={16} />
      </span>
      <div className="min-w-0 space-y-2">
        <p className="font-medium">{title}</p>
        {children && <div className="space-y-2 text-sm text-quiet">{children}</div>}
      </div>
    </div>
  );
}

/** What went wrong, in the server's own words, with the id that finds it in the log. */
export function Trouble({ error, retry }: { error: unknown; retry?: () => void }) {
  const problem = problemOf(error);
  const [title, text] = wordsFor(problem, error);
  return (
    <div role="alert" className="space-y-2 rounded-lg border border-line bg-raised p-4">
      <p className="flex items-center gap-2 font-medium">
        <Shape tone={problem?.code === 'forbidden' ? 'quiet' : 'warning'} />
        {title}
      </p>
      <p className="text-sm text-quiet">{text}</p>
      <div className="flex flex-wrap items-center gap-3">
        {retry && problem?.code !== 'forbidden' && problem?.code !== 'not_found' && (
          <Button size="small" onClick={retry}>
            {ui.tryAgain}
          </Button>
        )}
        {problem?.requestId && <code className="text-xs text-quiet">{ui.requestId(problem.requestId)}</code>}
      </div>
    </div>
  );
}

/** The server's account of a failure; undefined when the server was not reached at all. */
export function problemOf(error: unknown): Problem | undefined {
  if (error === null || typeof error !== 'object' || !('problem' in error)) return undefined;
  return error.problem as Problem;
}

/** Why something was not done, in a sentence to add to others. */
export function reasonOf(error: unknown): string {
  const [title, text] = wordsFor(problemOf(error), error);
  return error instanceof TypeError ? title : text || title;
}

function wordsFor(problem: Problem | undefined, error: unknown): [string, string] {
  if (problem === undefined) {
    if (error instanceof TypeError) return [ui.offline, ui.offlineText];
    return [ui.failed, error instanceof Error ? error.message : String(error)];
  }
  if (problem.code === 'forbidden') return [ui.noPermission, problem.detail || ui.noPermissionText];
  if (problem.code === 'not_found') return [ui.notFound, problem.detail || ui.notFoundText];
  return [problem.title || ui.failed, problem.detail];
}
