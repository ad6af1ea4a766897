import { useState } from 'react';
import { Button } from './button.tsx';
import { cx } from './class-names.ts';
import { ui } from './messages.ts';

/** Text to carry elsewhere: shown whole, copied with one press. `shaped` text scrolls instead of wrapping: its indents mean something. */
export function CopyBlock({
  text,
  label,
  shaped = false,
}: {
  text: string;
  label: string;
  shaped?: boolean;
}) {
  const [state, setState] = useState<'idle' | 'done' | 'failed'>('idle');
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setState('done'),
      () => setState('failed'),
    );
  return (
    <figure className="overflow-hidden rounded-md border border-line bg-sunken">
      <figcaption className="flex items-center justify-between gap-2 border-b border-line py-1 pr-1 pl-3 text-xs text-quiet">
        {label}
        <Button look="quiet" size="small" onClick={copy}>
          <span aria-live="polite">{{ idle: ui.copy, done: ui.copied, failed: ui.copyFailed }[state]}</span>
        </Button>
      </figcaption>
      <pre
        tabIndex={shaped ? 0 : undefined}
        className={cx(
          'p-3 font-mono text-xs leading-relaxed',
          shaped ? 'overflow-x-auto' : '[overflow-wrap:anywhere] whitespace-pre-wrap',
        )}
      >
        {text}
      </pre>
    </figure>
  );
}
