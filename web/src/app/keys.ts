import { useEffect } from 'react';

type Keys = Record<string, (event: KeyboardEvent) => void>;

/**
 * Single-key shortcuts for as long as the component is shown. They rest while somebody types, while a dialog is
 * open, and with modifiers, so that they never take a key from the browser or from a reader.
 */
export function useKeys(keys: Keys): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      if (document.querySelector('dialog[open]')) return;
      const act = keys[event.key];
      if (!act) return;
      event.preventDefault();
      act(event);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });
}

/** j and k walk through the rows marked `data-row`; Enter then follows the focused link by itself. */
export function useRowKeys(): void {
  useKeys({ j: () => step(1), k: () => step(-1) });
}

function step(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('main [data-row]')];
  const here = rows.findIndex(
    (row) => row === document.activeElement || row.contains(document.activeElement),
  );
  const next = rows[here === -1 ? (by === 1 ? 0 : rows.length - 1) : here + by];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
