import type { FormEvent, ReactNode } from 'react';
import { useState } from 'react';
import { Button } from './button.tsx';
import { cx } from './class-names.ts';
import { inputClass } from './field.tsx';
import { textOf } from './form.ts';

/** Filters that would fill a phone's screen: there they stand behind a button, and beside the others where there is room. */
export function FoldedFilters({ label, children }: { label: string; children: ReactNode }) {
  const [more, setMore] = useState(false);
  return (
    <>
      <Button className="sm:hidden" aria-expanded={more} onClick={() => setMore(!more)}>
        {label}
      </Button>
      <div className={cx('w-full gap-2 sm:contents', more ? 'grid' : 'hidden')}>{children}</div>
    </>
  );
}

interface PickProps {
  label: string;
  /** What it says while nothing is chosen. */
  none: string;
  /** Names by their values. */
  options: Readonly<Record<string, string>>;
  value: string;
  onChange: (value: string) => void;
}

/** One of a few; empty for all of them. */
export function PickFilter({ label, none, options, value, onChange }: PickProps) {
  return (
    <select
      aria-label={label}
      value={value in options ? value : ''}
      onChange={(event) => onChange(event.target.value)}
      className={cx(inputClass, 'min-w-0 flex-1 py-1.5 sm:w-auto! sm:max-w-48 sm:flex-none')}
    >
      <option value="">{none}</option>
      {Object.entries(options).map(([key, name]) => (
        <option key={key} value={key}>
          {name}
        </option>
      ))}
    </select>
  );
}

/** Words to look for; they count once Enter is pressed. */
export function TextFilter({
  label,
  value,
  onSubmit,
}: {
  label: string;
  value: string;
  onSubmit: (text: string) => void;
}) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSubmit(textOf(new FormData(event.currentTarget), 'text'));
  };
  return (
    <form onSubmit={submit} className="min-w-32 flex-1 sm:max-w-52">
      <input
        key={value}
        name="text"
        type="search"
        aria-label={label}
        defaultValue={value}
        placeholder={label}
        autoCapitalize="none"
        autoComplete="off"
        className={cx(inputClass, 'py-1.5')}
      />
    </form>
  );
}
