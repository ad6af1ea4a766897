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
export function Field(props: Frame & InputHTMLAttributes<HTMLInputElement>) {
  const { frame, control } = useParts(props);
  return (
    <Labelled {...frame}>
      <input {...control} />
    </Labelled>
  );
}

export function Area(props: Frame & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const { frame, control } = useParts(props);
  return (
    <Labelled {...frame}>
      <textarea {...control} />
    </Labelled>
  );
}

export function Choice(props: Frame & SelectHTMLAttributes<HTMLSelectElement>) {
  const { frame, control } = useParts(props);
  return (
    <Labelled {...frame}>
      <select {...control} />
    </Labelled>
  );
}

/** What stands around a control, and the control itself, tied to one another. */
function useParts<P extends Frame & { className?: string | undefined }>(props: P) {
  const { label, isLabelHidden = false, hint, error, className, ...rest } = props;
  const id = useId();
  const by = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  const told = { 'aria-invalid': error ? true : undefined, 'aria-describedby': by || undefined } as const;
  return {
    frame: { id, label, isLabelHidden, hint, error },
    control: { ...rest, id, ...told, className: cx(inputClass, className) },
  };
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
