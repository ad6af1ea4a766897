import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import { type TermName, terms } from './terms.ts';

/** How far the meaning stands from the word, and from the edges of the window. */
const gap = 6;
const edge = 8;

/**
 * A word of the response with its meaning at hand: under the pointer, with the focus, at a tap (R47). Escape puts it
 * away, and it stays while the pointer is on it. Readers of the screen hear it with the word.
 */
export function Term({ name, children }: { name: TermName; children: ReactNode }) {
  const id = useId();
  const word = useRef<HTMLButtonElement>(null);
  const meaning = useRef<HTMLSpanElement>(null);
  const show = () => place(word.current, meaning.current);
  const hide = () => {
    if (meaning.current?.matches(':popover-open')) meaning.current.hidePopover();
  };
  const leave = () => {
    if (document.activeElement !== word.current) hide();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !meaning.current?.matches(':popover-open')) return;
    event.stopPropagation();
    event.preventDefault();
    hide();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the word is the control; what lies around it keeps it open.
    <span onMouseEnter={show} onMouseLeave={leave}>
      <button
        ref={word}
        type="button"
        aria-describedby={id}
        onFocus={show}
        onClick={show}
        onBlur={hide}
        onKeyDown={onKeyDown}
        className="min-h-6 cursor-help underline decoration-dotted decoration-from-font underline-offset-4"
      >
        {children}
      </button>
      <span
        ref={meaning}
        id={id}
        role="tooltip"
        popover="manual"
        className="fixed inset-auto m-0 max-w-72 rounded-md border border-line-strong/60 bg-raised px-3 py-2 text-sm font-normal text-text shadow-lg"
      >
        {terms[name]}
      </span>
    </span>
  );
}

/** Below the word, or above it where there is no room; never beyond the edge of the window. */
function place(word: HTMLElement | null, meaning: HTMLElement | null): void {
  if (!word || !meaning || meaning.matches(':popover-open')) return;
  meaning.showPopover();
  const at = word.getBoundingClientRect();
  const { width, height } = meaning.getBoundingClientRect();
  const below = at.bottom + gap;
  const top = below + height + edge > window.innerHeight ? at.top - gap - height : below;
  const left = Math.max(edge, Math.min(at.left, window.innerWidth - width - edge));
  meaning.style.top = `${Math.max(edge, top)}px`;
  meaning.style.left = `${left}px`;
}
