import { useState } from 'react';
import { ui } from './messages.ts';

export interface TextHint {
  /** By what it is known once it was put aside. */
  mark: string;
  /** The words that it is about; empty where something is missing. */
  words: string;
  advice: string;
}

interface Props {
  label: string;
  hints: readonly TextHint[];
}

/** So many at once are read; the others follow when one of them is mended. */
const shown = 4;

/** Beside a text that is being written: what to say otherwise, and why. Put aside, it stays away while this is written. */
export function HintList({ label, hints }: Props) {
  const [aside, setAside] = useState<readonly string[]>([]);
  const open = hints.filter((one) => !aside.includes(one.mark)).slice(0, shown);
  if (open.length === 0) return null;
  return (
    <ul aria-label={label} className="divide-y divide-line rounded-md bg-info-soft px-3 text-sm text-text">
      {open.map(({ mark, words, advice }) => (
        <li key={mark} className="flex items-start gap-2 py-1.5">
          <span className="min-w-0 flex-1 wrap-anywhere">
            {words && <q className="font-medium">{words}</q>} {advice}
          </span>
          <button
            type="button"
            aria-label={`${ui.putAside}: ${words || advice}`}
            onClick={() => setAside([...aside, mark])}
            className="-my-1 grid size-8 shrink-0 place-items-center rounded text-quiet hover:text-text pointer-coarse:size-11"
          >
            <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
