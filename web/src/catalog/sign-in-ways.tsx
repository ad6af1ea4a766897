import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button, buttonClass } from '../ui/button.tsx';
import { cx } from '../ui/class-names.ts';
import { Empty } from '../ui/states.tsx';
import { refusals, sso } from './sso-messages.ts';
import { waysIn } from './sso-queries.ts';

/**
 * The ways in by a provider, around the form for a password. Where single sign-on is required, the form is one press
 * away: it is for break-glass accounts. A provider is another site, so its button is a link that leaves.
 */
export function SignInWays({ children }: { children: ReactNode }) {
  const { data } = useQuery(waysIn);
  const [asked, ask] = useState(false);
  const providers = data?.providers ?? [];
  const isRequired = data?.isRequired === true && providers.length > 0;
  const links = providers.map(({ name, label }, place) => (
    <a
      key={name}
      href={addressOf(name)}
      className={cx(
        buttonClass(isRequired && place === 0 ? 'primary' : 'plain'),
        'min-h-12 w-full text-base',
      )}
    >
      {sso.signIn.with(label)}
    </a>
  ));
  return (
    <>
      <Refused />
      {isRequired ? (
        <>
          <div className="space-y-3">{links}</div>
          {asked ? (
            <div className="space-y-4 border-t border-line pt-5">
              <p className="text-sm text-quiet">{sso.signIn.required}</p>
              {children}
            </div>
          ) : (
            <Button look="quiet" onClick={() => ask(true)}>
              {sso.signIn.other}
            </Button>
          )}
        </>
      ) : (
        <>
          {children}
          {links.length > 0 && (
            <div className="space-y-3">
              <p className="flex items-center gap-3 text-sm text-quiet before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
                {sso.signIn.or}
              </p>
              {links}
            </div>
          )}
        </>
      )}
    </>
  );
}

/** For whoever has nothing here to confirm with: the provider asks again, and leads back. Without one, `children`. */
export function SignInAgain({ children }: { children: ReactNode }) {
  const providers = useQuery(waysIn).data?.providers ?? [];
  if (providers.length === 0) return children;
  return (
    <div className="space-y-3">
      {providers.map(({ name, label }) => (
        <a key={name} href={addressOf(name, { again: '1' })} className={buttonClass('primary')}>
          {sso.signIn.with(label)}
        </a>
      ))}
    </div>
  );
}

/** Why the provider's way ended here, said once: the address forgets it. */
function Refused() {
  const [reason] = useState(() => new URLSearchParams(window.location.search).get('refused') ?? '');
  const text = Object.entries(refusals).find(([code]) => code === reason)?.[1];
  if (!text) return null;
  return (
    <div role="alert">
      <Empty title={text} tone="warning" />
    </div>
  );
}

/** Back to the screen that was asked for, without the word on the try before. */
function addressOf(name: string, more: Record<string, string> = {}): string {
  const { pathname, search } = window.location;
  const query = new URLSearchParams(search);
  query.delete('refused');
  const to = query.size > 0 ? `${pathname}?${query}` : pathname;
  return `/sso/${encodeURIComponent(name)}/start?${new URLSearchParams({ to, ...more })}`;
}
