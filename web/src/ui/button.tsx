import type { ButtonHTMLAttributes, MouseEvent, ReactNode } from 'react';
import { useId } from 'react';
import { cx } from './class-names.ts';
import { say } from './toast.tsx';

type Look = 'primary' | 'plain' | 'quiet' | 'danger';
type Size = 'small' | 'normal' | 'huge';

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: Look;
  size?: Size;
  /** Why it cannot be pressed. Given, the button is disabled, stays reachable and says so. */
  whyNot?: string | undefined;
  busy?: boolean;
  children: ReactNode;
}

/** A button that never goes dead without a word: a disabled one explains itself to everybody. */
export function Button(props: Props) {
  const {
    look = 'plain',
    size = 'normal',
    whyNot,
    busy = false,
    className,
    children,
    onClick,
    ...rest
  } = props;
  const reason = useId();
  const off = whyNot !== undefined;
  return (
    <>
      <button
        type="button"
        {...rest}
        aria-disabled={off || busy || undefined}
        aria-describedby={off ? reason : rest['aria-describedby']}
        title={whyNot ?? rest.title}
        onClick={off || busy ? (event) => refuse(event, whyNot) : onClick}
        className={cx(buttonClass(look, size), (off || busy) && 'cursor-not-allowed opacity-60', className)}
      >
        {children}
      </button>
      {off && (
        <span id={reason} className="sr-only">
          {whyNot}
        </span>
      )}
    </>
  );
}

/** Pressed all the same: a phone has no hover, so the reason is said. */
function refuse(event: MouseEvent, whyNot: string | undefined): void {
  event.preventDefault();
  if (whyNot !== undefined) say(whyNot, 'info');
}

/** The looks of a button, for links that act like one. */
export function buttonClass(look: Look = 'plain', size: Size = 'normal'): string {
  return cx(
    'inline-flex shrink-0 items-center justify-center gap-2 rounded-md font-medium select-none transition-colors',
    looks[look],
    sizes[size],
  );
}

const looks: Record<Look, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong',
  plain: 'border border-line-strong/60 bg-raised hover:bg-sunken',
  quiet: 'text-quiet hover:bg-sunken hover:text-text',
  danger: 'border border-critical/60 bg-raised text-critical hover:bg-critical-soft',
};
const sizes: Record<Size, string> = {
  small: 'min-h-8 px-2.5 text-sm pointer-coarse:min-h-11',
  normal: 'min-h-10 px-3.5 text-sm pointer-coarse:min-h-11',
  huge: 'min-h-16 w-full px-6 text-xl font-semibold',
};
