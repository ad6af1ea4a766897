import { liveHints, markOf } from '@muster/contract/respond/live-words';
import { useDeferredValue } from 'react';
import { HintList } from '../../ui/hint-list.tsx';
import { words } from './messages.ts';

/** Beside the line as it is typed (R69). It holds nothing up, and nothing of it is stored. */
export function LineHints({ text }: { text: string }) {
  const hints = liveHints(useDeferredValue(text)).map((one) => ({ ...one, mark: markOf(one) }));
  return <HintList label={words.hints} hints={hints} />;
}
