import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { useKeys } from '../app/keys.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { reasonOf } from '../ui/states.tsx';
import { Wrong } from './wrong.tsx';

interface Props {
  label: string;
  placeholder: string;
  add: string;
  /** What was understood, or how to write it. */
  hint: (line: string) => ReactNode;
  /** The key that leads here from anywhere on the screen. */
  hotkey?: string;
  max: number;
  act: {
    isPending: boolean;
    error: unknown;
    mutate: (line: string, options: { onSuccess: () => void }) => void;
  };
}

/** One line and Enter: the line stays until the server has it, and the next one can be typed at once. */
export function QuickLine({ label, placeholder, add, hint, hotkey, max, act }: Props) {
  const [line, setLine] = useState('');
  const form = useRef<HTMLFormElement>(null);
  useKeys(hotkey === undefined ? {} : { [hotkey]: () => form.current?.querySelector('input')?.focus() });
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (line.trim() !== '' && !act.isPending) act.mutate(line, { onSuccess: () => setLine('') });
  };
  return (
    <form ref={form} onSubmit={save} className="space-y-1">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <Field
            label={label}
            isLabelHidden
            placeholder={placeholder}
            value={line}
            hint={hint(line)}
            onChange={(event) => setLine(event.target.value)}
            maxLength={max}
            autoComplete="off"
            enterKeyHint="done"
            aria-keyshortcuts={hotkey}
          />
        </div>
        <Button type="submit" busy={act.isPending}>
          {add}
        </Button>
      </div>
      <Wrong text={act.error ? reasonOf(act.error) : undefined} />
    </form>
  );
}
