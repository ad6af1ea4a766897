import { signOut } from '@muster/contract/catalog/session';
import { useEffect, useId, useRef } from 'react';
import { paths } from '../paths.ts';
import { cx } from '../ui/class-names.ts';
import { Go } from '../ui/go.tsx';
import { reasonOf } from '../ui/states.tsx';
import { say } from '../ui/toast.tsx';
import { call } from './api.ts';
import { messages } from './messages.ts';
import { useMe } from './session.tsx';
import { themes, useTheme } from './theme.ts';

/** Who is signed in, what they can set for themselves, and the way out. A disclosure: no menu roles to get wrong. */
export function AccountMenu({ up = false }: { up?: boolean }) {
  const me = useMe();
  const ref = useRef<HTMLDetailsElement>(null);
  useCloseOutside(ref);
  const close = () => ref.current?.removeAttribute('open');
  return (
    <details ref={ref} className="relative">
      <summary className="flex min-h-11 list-none items-center gap-2 rounded-md px-1.5 text-sm hover:bg-sunken">
        <span
          aria-hidden="true"
          className="grid size-8 place-items-center rounded-full bg-accent-soft text-xs font-semibold text-accent"
        >
          {initials(me.fullName)}
        </span>
        <span className={cx('min-w-0 truncate', !up && 'sr-only')}>{me.fullName}</span>
        <span className="sr-only">, {messages.menu}</span>
      </summary>
      <div
        className={cx(
          'absolute z-40 w-60 space-y-3 rounded-lg border border-line bg-raised p-3 shadow-xl',
          up ? 'bottom-full left-0 mb-1' : 'top-full right-0 mt-1',
        )}
      >
        <p className="text-sm">
          <span className="block font-medium">{me.fullName}</span>
          <span className="text-quiet">{me.email}</span>
        </p>
        <nav className="flex flex-col text-sm" aria-label={messages.menu}>
          <MenuLink to={paths.reachMe} name={messages.nav.me} onClick={close} />
          <MenuLink to={paths.security} name={messages.nav.security} onClick={close} />
          <MenuLink to={paths.services()} name={messages.nav.services} onClick={close} />
          <MenuLink to={paths.learn()} name={messages.nav.learn} onClick={close} />
        </nav>
        <ThemeChoice />
        <button
          type="button"
          onClick={leave}
          className="min-h-10 w-full rounded-md border border-line-strong/60 text-sm hover:bg-sunken"
        >
          {messages.signOut}
        </button>
      </div>
    </details>
  );
}

function MenuLink({ to, name, onClick }: { to: string; name: string; onClick: () => void }) {
  return (
    <Go to={to} onClick={onClick} className="flex min-h-10 items-center rounded-md px-2 hover:bg-sunken">
      {name}
    </Go>
  );
}

function ThemeChoice() {
  const [theme, choose] = useTheme();
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-1 text-xs text-quiet">{messages.theme.label}</legend>
      <div className="flex flex-col">
        {themes.map((one) => (
          <label key={one} className="flex min-h-8 items-center gap-2 text-sm">
            <input type="radio" name={name} checked={theme === one} onChange={() => choose(one)} />
            {messages.theme[one]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function useCloseOutside(ref: React.RefObject<HTMLDetailsElement | null>): void {
  useEffect(() => {
    const close = (event: Event) => {
      const details = ref.current;
      if (!details?.open) return;
      if (event instanceof KeyboardEvent) {
        if (event.key !== 'Escape') return;
        details.querySelector('summary')?.focus();
      } else if (event.target instanceof Node && details.contains(event.target)) return;
      details.removeAttribute('open');
    };
    document.addEventListener('pointerdown', close);
    document.addEventListener('keydown', close);
    return () => {
      document.removeEventListener('pointerdown', close);
      document.removeEventListener('keydown', close);
    };
  }, [ref]);
}

/** Loads the page anew, so that nothing that was shown stays in memory. */
async function leave(): Promise<void> {
  try {
    await call(signOut);
    window.location.assign(paths.now);
  } catch (error) {
    say(reasonOf(error), 'warning');
  }
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return ((words[0]?.[0] ?? '') + (words.length > 1 ? (words.at(-1)?.[0] ?? '') : '')).toUpperCase();
}
