import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { inputClass } from '../../ui/field.tsx';
import { ui } from '../../ui/messages.ts';

interface Props {
  label: string;
  button: string;
  onSubmit: (text: string) => void;
  onCancel: () => void;
}

/** One line that is asked for in place; Escape leaves it. */
export function LineForm({ label, button, onSubmit, onCancel }: Props) {
  const [text, setText] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') onSubmit(text.trim());
  };
  return (
    <form onSubmit={submit} className="flex w-full min-w-0 flex-wrap gap-1.5">
      <input
        ref={input}
        aria-label={label}
        placeholder={label}
        value={text}
        maxLength={400}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onCancel()}
        className={`${inputClass} min-w-40 flex-1 py-1`}
      />
      <Button type="submit" size="small" look="primary">
        {button}
      </Button>
      <Button size="small" look="quiet" onClick={onCancel}>
        {ui.close}
      </Button>
    </form>
  );
}
