import { Outlet, useRouter, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useConfirmation } from '../app/confirmation.ts';
import { Frame } from '../app/frame.tsx';
import { useKeys } from '../app/keys.ts';
import { listen } from '../app/live.ts';
import { fulfilWish } from '../app/own-device.ts';
import { one, parseSearch } from '../app/search.ts';
import { MeContext, useMe, useSession } from '../app/session.tsx';
import { paths } from '../paths.ts';
import { Loading, problemOf, Trouble } from '../ui/states.tsx';
import { Arrivals } from './arrivals.tsx';

const SignIn = lazy(() => import('../catalog/sign-in.tsx').then((file) => ({ default: file.SignIn })));
const SetUp = lazy(() => import('../catalog/set-up.tsx').then((file) => ({ default: file.SetUp })));
const NewPassword = lazy(() =>
  import('../catalog/new-password.tsx').then((file) => ({ default: file.NewPassword })),
);
const TapScreen = lazy(() => import('./tap.tsx').then((file) => ({ default: file.TapScreen })));
const Welcome = lazy(() => import('../catalog/welcome.tsx').then((file) => ({ default: file.Welcome })));
const ConfirmDialog = lazy(() =>
  import('../catalog/confirm-dialog.tsx').then((file) => ({ default: file.ConfirmDialog })),
);
const FactorNeeded = lazy(() =>
  import('../catalog/factor-needed.tsx').then((file) => ({ default: file.FactorNeeded })),
);
const loadPalette = () => import('./palette.tsx').then((file) => ({ default: file.Palette }));
const Palette = lazy(loadPalette);
const Shortcuts = lazy(() => import('./shortcuts.tsx').then((file) => ({ default: file.Shortcuts })));

/** Screens that a one-time token opens, whoever is signed in. */
const byToken: string[] = [paths.welcome, paths.newPassword];

/** The gate: who is not signed in meets the sign-in where they stand, and stays at the address they came for. */
export function Root() {
  const session = useSession();
  const problem = problemOf(session.error);
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  if (problem?.code === 'unauthenticated' || byToken.includes(pathname)) return <BeforeTheGate />;
  if (session.data)
    return (
      <MeContext value={session.data}>
        <BehindTheGate />
      </MeContext>
    );
  return (
    <main className="mx-auto max-w-xl p-6">
      {session.isError ? <Trouble error={session.error} retry={() => session.refetch()} /> : <Loading />}
    </main>
  );
}

function BeforeTheGate() {
  const router = useRouter();
  const { pathname, searchStr } = useRouterState({ select: (state) => state.location });
  const token = one(parseSearch(searchStr).token);
  const onDone = (address: string) => router.history.replace(address);
  const tapped = /^\/pages\/([^/]+)$/.exec(pathname)?.[1];
  const gate =
    pathname === paths.welcome ? (
      <Welcome token={token} onDone={onDone} />
    ) : pathname === paths.newPassword ? (
      <NewPassword token={token} onDone={onDone} />
    ) : pathname === paths.setup && token !== '' ? (
      <SetUp token={token} onDone={onDone} />
    ) : tapped ? (
      <TapScreen id={decodeURIComponent(tapped)} />
    ) : (
      <SignIn />
    );
  return <Suspense fallback={null}>{gate}</Suspense>;
}

function BehindTheGate() {
  const [open, setOpen] = useState<'palette' | 'shortcuts'>();
  useEffect(listen, []);
  useEffect(fulfilWish, []);
  // Who presses Ctrl-K types on at once: it is there before that, but only when the first screen has all that it needs,
  // and not where there is no network to ask.
  useEffect(() => {
    const timer = setTimeout(() => {
      if (navigator.onLine) void loadPalette().catch(() => undefined);
    }, 2000);
    return () => clearTimeout(timer);
  }, []);
  const router = useRouter();
  useKeys({
    '?': () => setOpen('shortcuts'),
    '/': () => setOpen('palette'),
    // What is on the screen may know more, such as the page that led to it.
    d: () => {
      const way = document.querySelector('a[data-declare]')?.getAttribute('href');
      router.history.push(way ?? paths.declare());
    },
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setOpen((before) => (before === 'palette' ? undefined : 'palette'));
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
  const { pathname, searchStr } = useRouterState({ select: (state) => state.location });
  const shown = useRef(pathname);
  useEffect(() => {
    // Who follows a link without seeing it stands at the start of the new screen, as after a page load.
    if (shown.current !== pathname) document.getElementById('content')?.focus({ preventScroll: true });
    shown.current = pathname;
  }, [pathname]);
  useEffect(() => {
    // The one-time token of the set-up link does not stay in the address, the history and screenshots.
    if (pathname === paths.setup && searchStr !== '') router.history.replace(paths.setup);
  }, [pathname, searchStr, router]);
  const close = () => setOpen(undefined);
  const confirmation = useConfirmation();
  const { lacksFactor } = useMe();
  // A screen on a wall has no frame: nobody stands before it to press anything.
  if (pathname === paths.wall)
    return (
      <Suspense fallback={<Loading rows={4} />}>
        <Outlet />
      </Suspense>
    );
  return (
    <Frame onSearch={() => setOpen('palette')}>
      <Suspense fallback={null}>{lacksFactor && <FactorNeeded />}</Suspense>
      <Suspense fallback={<Loading rows={4} />}>
        <Outlet />
      </Suspense>
      <Arrivals />
      <Suspense fallback={<KeysRest />}>
        {open === 'palette' && <Palette onClose={close} />}
        {open === 'shortcuts' && <Shortcuts onClose={close} />}
        {confirmation && <ConfirmDialog onDone={confirmation.settle} />}
      </Suspense>
    </Frame>
  );
}

/** While a dialog is still being loaded, what is typed for it must not acknowledge a page: keys rest for a dialog. */
function KeysRest() {
  return <dialog open className="sr-only" />;
}
