import { useState } from 'react';
import { nowMs, useNow } from '../ui/clock.ts';
import { countdown } from '../ui/duration.ts';
import { problemOf } from '../ui/states.tsx';
import { words } from './security-messages.ts';

/** How long somebody who tried too often has to wait, in milliseconds; 0 when a try is welcome. */
export function useWait(error: unknown): number {
  const [seen, setSeen] = useState<{ error: unknown; until: number }>({ error: undefined, until: 0 });
  const now = useNow();
  if (error !== seen.error) {
    const seconds = problemOf(error)?.retryAfter ?? 0;
    setSeen({ error, until: seconds === 0 ? 0 : nowMs() + seconds * 1000 });
  }
  return Math.max(0, seen.until - now);
}

/** Told once when it begins; the seconds are for the eye. */
export function WaitNotice({ error, wait }: { error: unknown; wait: number }) {
  const problem = problemOf(error);
  return (
    <div className="rounded-lg border border-line bg-warning-soft p-3 text-sm">
      <p role="alert" className="sr-only">
        {problem?.detail}
      </p>
      <p aria-hidden="true" className="tabular-nums">
        {words.signIn.tooMany} {wait > 0 ? words.signIn.wait(countdown(wait)) : words.signIn.waitOver}
      </p>
    </div>
  );
}
