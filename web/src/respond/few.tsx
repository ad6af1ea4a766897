import { type ReactNode, useState } from 'react';
import { Rows } from '../ui/section.tsx';

interface Props<T> {
  items: readonly T[];
  label: string;
  /** What the press says that shows so many more. */
  more: (n: number) => string;
  children: (item: T) => ReactNode;
}

const atOnce = 30;

/** Rows, of many only the first; so that a list of a thousand neither pushes everything away nor takes long. */
export function FewRows<T>({ items, label, more, children }: Props<T>) {
  const [shown, setShown] = useState(atOnce);
  const left = items.length - shown;
  return (
    <Rows label={label}>
      {items.slice(0, shown).map(children)}
      {left > 0 && (
        <li>
          <button
            type="button"
            onClick={() => setShown(shown + 100)}
            className="min-h-10 w-full px-3 py-2 text-left text-sm text-quiet hover:bg-sunken hover:text-text pointer-coarse:min-h-11"
          >
            {more(left)}
          </button>
        </li>
      )}
    </Rows>
  );
}
