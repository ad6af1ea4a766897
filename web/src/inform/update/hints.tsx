import { publicHints } from '@muster/contract/inform/public-words';
import { liveHints, markOf } from '@muster/contract/respond/live-words';
import { useDeferredValue } from 'react';
import { HintList } from '../../ui/hint-list.tsx';
import { words } from './messages.ts';

interface Props {
  text: string;
  isClosing: boolean;
  /** Whether it is read by people outside, who know neither machines nor the words of the trade. */
  isOutside: boolean;
}

/** Beside news as they are written: what to say otherwise, and why. It never holds anything up. */
export function Hints({ text, isClosing, isOutside }: Props) {
  const written = useDeferredValue(text);
  const ofPublic = isOutside ? publicHints(written, isClosing) : [];
  const told = ofPublic.map((one) => one.class);
  const ofWording = liveHints(written).filter((one) => !told.some((other) => other === one.class));
  const all = [...ofPublic.map((one) => ({ ...one, advice: words.advice[one.class] })), ...ofWording];
  return <HintList label={words.hints} hints={all.map((one) => ({ ...one, mark: markOf(one) }))} />;
}
