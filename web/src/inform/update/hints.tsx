import { publicHints } from '@muster/contract/inform/public-words';
import { useDeferredValue } from 'react';
import { words } from './messages.ts';

/** Beside what outsiders read: what to say otherwise, and why. It never holds anything up. */
export function Hints({ text, isClosing }: { text: string; isClosing: boolean }) {
  const hints = publicHints(useDeferredValue(text), isClosing);
  if (hints.length === 0) return null;
  return (
    <ul aria-label={words.hints} className="space-y-1 rounded-md bg-info-soft px-3 py-2 text-sm">
      {hints.slice(0, 6).map((hint) => (
        <li key={`${hint.class} ${hint.words}`} className="wrap-anywhere">
          {hint.words && <q className="font-medium">{hint.words}</q>} {words.advice[hint.class]}
        </li>
      ))}
    </ul>
  );
}
