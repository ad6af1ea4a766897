import { type ReactNode, useId, useState } from 'react';
import { cx } from '../../ui/class-names.ts';
import { words } from './messages.ts';

/** One of the four questions and its answer. */
export function Answer({
  title,
  beside,
  children,
}: {
  title: string;
  beside?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="min-w-0 px-3 py-2 sm:px-4 sm:py-2.5">
      <div className="flex items-center justify-between gap-2">
        <h2 id={id} className="text-xs! font-semibold text-quiet">
          {title}
        </h2>
        {beside}
      </div>
      <div className="mt-0.5 space-y-1 text-sm">{children}</div>
    </section>
  );
}

const few = 140;

/** Text as it was typed. What is long shows its beginning, so that the other answers stay in sight. */
export function Said({ text }: { text: string }) {
  const [all, setAll] = useState(false);
  const long = text.length > few || text.split('\n').length > 3;
  return (
    <div>
      <p
        className={cx(
          '[overflow-wrap:anywhere] whitespace-pre-wrap',
          long && !all && 'line-clamp-2 sm:line-clamp-3',
        )}
      >
        {text}
      </p>
      {long && (
        <button
          type="button"
          aria-expanded={all}
          onClick={() => setAll(!all)}
          className="min-h-6 text-xs font-medium text-accent underline underline-offset-2"
        >
          {all ? words.less : words.all}
        </button>
      )}
    </div>
  );
}

export function EditButton({ label, onPress }: { label: string; onPress: () => void }) {
  return (
    <button
      type="button"
      aria-label={`${words.edit}: ${label}`}
      onClick={onPress}
      className="-my-1 min-h-7 rounded px-1.5 text-xs font-medium text-accent hover:bg-sunken pointer-coarse:min-h-9"
    >
      {words.edit}
    </button>
  );
}
