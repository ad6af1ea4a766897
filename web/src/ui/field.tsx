import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';
import { useId } from 'react';
import { cx } from './class-names.ts';

interface Frame {
  label: string;
  /** For fields whose place says to the eye what they are. */
  isLabelHidden?: boolean;
  hint?: ReactNode;
  /** What the server or the browser says is wrong with it. */
  error?: string | undefined;
}

export const inputClass =
  'w-full min-h-10 pointer-coarse:min-h-11 rounded-md border border-line-strong/70 bg-raised px-3 py-2 text-base sm:text-sm placeholder:text-quiet';

/** A labelled input with hint and error tied to it. */
export function Field({
  label,
  isLabelHidden = false,
  hint,
  error,
  className,
  ...rest
}: Frame & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  return (
    <Labelled id={id} label={label} isLabelHidden={isLabelHidden} hint={hint} error={error}>
      <input {...rest} {...described(id, hint, error)} className={cx(inputClass, className)} />
    </Labelled>
  );
}

export function Area({
  label,
  isLabelHidden = false,
  hint,
  error,
  className,
  ...rest
}: Frame & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId();
  return (
    <Labelled id={id} label={label} isLabelHidden={isLabelHidden} hint={hint} error={error}>
      <textarea {...rest} {...described(id, hint, error)} className={cx(inputClass, className)} />
    </Labelled>
  );
}

export function Choice({
  label,
  isLabelHidden = false,
  hint,
  error,
  className,
  ...rest
}: Frame & SelectHTMLAttributes<HTMLSelectElement>) {
  const id = useId();
  return (
    <Labelled id={id} label={label} isLabelHidden={isLabelHidden} hint={hint} error={error}>
      <select {...rest} {...described(id, hint, error)} className={cx(inputClass, className)} />
    </Labelled>
  );
}

function described(id: string, hint: ReactNode, error: string | undefined) {
  const by = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return { id, 'aria-invalid': error ? true : undefined, 'aria-describedby': by || undefined } as const;
}

function Labelled({
  id,
  label,
  isLabelHidden = false,
  hint,
  error,
  children,
}: Frame & { id: string; children: ReactNode }) {
  return (
    <div className="min-w-0 space-y-1">
      <label htmlFor={id} className={isLabelHidden ? 'sr-only' : 'block text-sm font-medium'}>
        {label}
      </label>
      {children}
      {hint && (
        <p id={`${id}-hint`} className="text-xs text-quiet">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="text-sm text-critical">
          {error}
        </p>
      )}
    </div>
  );
}

/** A day to filter by, in one line with other filters. */
export function Day({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (day: string) => void;
}) {
  return (
    <label className="flex items-center gap-1.5 text-sm text-quiet">
      <span className="min-w-9 sm:min-w-0">{label}</span>
      <input
        type="date"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={cx(inputClass, 'flex-1 py-1.5 text-text sm:w-auto! sm:flex-none')}
      />
    </label>
  );
}
