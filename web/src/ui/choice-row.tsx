import type { ReactNode } from 'react';
import { cx } from './class-names.ts';

interface Props {
  /** The same for all rows of one choice. */
  name: string;
  isChosen: boolean;
  onChoose: () => void;
  /** How what stands in it is laid out: `flex` or a grid, and its height. */
  className: string;
  children: ReactNode;
}

/** One of several, as a row that can be pressed anywhere. Its fieldset draws the lines between rows. */
export function ChoiceRow({ name, isChosen, onChoose, className, children }: Props) {
  return (
    <label
      className={cx(
        'min-h-11 cursor-pointer items-baseline gap-x-3 px-3 py-2 has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent',
        className,
        isChosen && 'bg-accent-soft',
      )}
    >
      <input type="radio" name={name} checked={isChosen} onChange={onChoose} className="translate-y-0.5" />
      {children}
    </label>
  );
}
