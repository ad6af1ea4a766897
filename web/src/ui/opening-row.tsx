import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import { cx } from './class-names.ts';

interface Props {
  /** Its columns on a wide screen, the last one for the button, as a class. On a phone what it shows stands below each other. */
  columns: string;
  /** What it always shows, a cell for each column but the last. */
  cells: ReactNode;
  /** What the button opens, for whoever hears it. */
  name: string;
  /** What it opens to; asked for once it is open. */
  children: () => ReactNode;
}

/** One entry of a log in a row, which opens to all that is known of it. */
export function OpeningRow({ columns, cells, name, children }: Props) {
  const [open, setOpen] = useState(false);
  const detail = useId();
  return (
    <li className="text-sm">
      <div className={cx('grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-3 px-3 py-2', columns)}>
        {cells}
        <button
          type="button"
          data-row
          aria-expanded={open}
          aria-controls={detail}
          onClick={() => setOpen(!open)}
          className="col-start-2 row-span-3 row-start-1 grid size-8 place-items-center self-center rounded-md text-quiet hover:bg-sunken sm:col-auto sm:row-auto sm:-my-1 pointer-coarse:size-11"
        >
          <ChevronDown
            size={16}
            aria-hidden="true"
            className={cx('transition-transform', open && 'rotate-180')}
          />
          <span className="sr-only">{name}</span>
        </button>
      </div>
      <div id={detail} hidden={!open} className="border-t border-line bg-sunken px-3 py-3">
        {open && children()}
      </div>
    </li>
  );
}
