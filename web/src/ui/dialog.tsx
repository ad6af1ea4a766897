import type { ReactNode } from 'react';
import { useEffect, useId, useRef } from 'react';
import { Button } from './button.tsx';
import { ui } from './messages.ts';

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** At the top of the screen instead of its bottom or middle: for the palette. */
  top?: boolean;
  plain?: boolean;
  /** For what stands side by side. */
  wide?: boolean;
}

/**
 * A modal dialog on the browser's own element: it traps focus, closes with Escape and gives focus back, without a
 * library. On a phone it is a sheet at the bottom, where the thumb is.
 */
export function Dialog({ title, onClose, children, top = false, plain = false, wide = false }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (dialog && !dialog.open) open(dialog);
    return () => dialog?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the dialog closes it; Escape is the keyboard's way.
    <dialog
      ref={ref}
      aria-labelledby={heading}
      onClose={onClose}
      onClick={(event) => event.target === ref.current && onClose()}
      className={`w-full max-w-none rounded-t-xl border border-line bg-raised p-0 shadow-xl sm:rounded-xl ${wide ? 'sm:w-[min(88rem,94vw)]' : 'sm:w-[min(34rem,92vw)]'} ${
        top ? 'mx-auto mt-[8vh] mb-auto rounded-b-xl' : 'mt-auto mb-0 sm:m-auto'
      }`}
    >
      <div className={plain ? '' : 'p-4 sm:p-5'}>
        <div className={plain ? 'sr-only' : 'mb-3 flex items-start justify-between gap-4'}>
          <h2 id={heading} className="text-lg">
            {title}
          </h2>
          {!plain && (
            <Button look="quiet" size="small" onClick={onClose} className="-mt-1 -mr-1">
              {ui.close}
            </Button>
          )}
        </div>
        {children}
      </div>
    </dialog>
  );
}

/** The browser gives focus to what comes first, and that closes the dialog: a form begins at its first field instead. */
function open(dialog: HTMLDialogElement): void {
  dialog.showModal();
  const fields = dialog.querySelectorAll<HTMLElement>('input, select, textarea');
  const firstField = [...fields].find((field) => field.matches(':enabled') && field.checkVisibility());
  firstField?.focus();
}
