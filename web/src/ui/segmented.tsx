import { useId } from 'react';
import { cx } from './class-names.ts';

interface Props<T extends string> {
  label: string;
  value: T;
  options: Record<T, string>;
  onChange: (value: T) => void;
}

/** One of a few, all in sight. Radio buttons underneath, so that arrows and readers work. */
export function Segmented<T extends string>({ label, value, options, onChange }: Props<T>) {
  const name = useId();
  return (
    <fieldset className="inline-flex max-w-full overflow-x-auto rounded-md border border-line-strong/70 bg-raised p-0.5">
      <legend className="sr-only">{label}</legend>
      {keysOf(options).map((key) => (
        <label
          key={key}
          className={cx(
            'flex min-h-8.5 cursor-pointer items-center rounded px-2.5 text-sm whitespace-nowrap has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:min-h-9.5',
            key === value ? 'bg-accent-soft font-medium text-accent' : 'text-quiet hover:text-text',
          )}
        >
          <input
            type="radio"
            name={name}
            checked={key === value}
            onChange={() => onChange(key)}
            className="sr-only"
          />
          {options[key]}
        </label>
      ))}
    </fieldset>
  );
}

/** Object.keys gives exactly the keys of a literal with no others. */
function keysOf<T extends string>(options: Record<T, string>): T[] {
  return Object.keys(options) as T[];
}
