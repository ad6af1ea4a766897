import { useRouterState } from '@tanstack/react-router';
import {
  Bell,
  BookOpen,
  CalendarDays,
  CircleDot,
  Flame,
  Layers,
  Search,
  Settings,
  Siren,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { paths } from '../paths.ts';
import { cx } from '../ui/class-names.ts';
import { Go } from '../ui/go.tsx';
import { Shape } from '../ui/mark.tsx';
import { Toasts } from '../ui/toast.tsx';
import { AccountMenu } from './account-menu.tsx';
import { useConnection } from './live.ts';
import { messages } from './messages.ts';

const places = [
  { to: paths.now, name: messages.nav.now, Icon: CircleDot, small: true },
  { to: paths.incidents(), name: messages.nav.incidents, Icon: Flame, small: true },
  { to: paths.pages(), name: messages.nav.pages, Icon: Siren, small: true },
  { to: paths.alerts(), name: messages.nav.alerts, Icon: Bell, small: true },
  { to: paths.onCall, name: messages.nav.onCall, Icon: CalendarDays, small: true },
  { to: paths.services(), name: messages.nav.services, Icon: Layers, small: false },
  { to: paths.learn(), name: messages.nav.learn, Icon: BookOpen, small: false },
  { to: paths.setup, name: messages.nav.setup, Icon: Settings, small: true },
];

/** The frame around every screen: at the side where there is room, at the bottom where the thumb is. */
export function Frame({ children, onSearch }: { children: ReactNode; onSearch: () => void }) {
  return (
    <div className="lg:grid lg:grid-cols-[13rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only z-50 rounded bg-accent px-4 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {messages.skip}
      </a>
      <SideBar onSearch={onSearch} />
      <TopBar onSearch={onSearch} />
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-6xl min-w-0 px-4 has-[[data-wide]]:max-w-[112rem] pt-4 pb-28 outline-none sm:px-6 lg:pt-7 lg:pb-16"
      >
        {children}
      </main>
      <BottomBar />
      <Toasts />
    </div>
  );
}

function SideBar({ onSearch }: { onSearch: () => void }) {
  return (
    <header className="sticky top-0 hidden h-dvh flex-col gap-1 border-r border-line bg-raised p-3 lg:flex">
      <div className="mb-2 flex items-center gap-2 px-2 py-1">
        <img src="/icon.svg" alt="" width="24" height="24" />
        <span className="font-semibold">{messages.product}</span>
      </div>
      <button
        type="button"
        onClick={onSearch}
        className="mb-2 flex min-h-9 items-center gap-2 rounded-md border border-line bg-surface px-2 text-sm text-quiet hover:border-line-strong"
      >
        <Search size={16} aria-hidden="true" />
        <span className="flex-1 text-left whitespace-nowrap">{messages.search}</span>
        <kbd className="font-sans text-xs">Ctrl K</kbd>
      </button>
      <nav aria-label={messages.nav.label} className="flex flex-col gap-0.5">
        {places.map(({ to, name, Icon }) => (
          <Place key={to} to={to} className="min-h-9 gap-2.5 rounded-md px-2 text-sm">
            <Icon size={17} aria-hidden="true" />
            {name}
          </Place>
        ))}
      </nav>
      <div className="mt-auto space-y-1">
        <ConnectionMark />
        <AccountMenu up />
      </div>
    </header>
  );
}

function TopBar({ onSearch }: { onSearch: () => void }) {
  return (
    <header className="sticky top-0 z-30 flex h-12 items-center gap-2 border-b border-line bg-raised px-3 lg:hidden">
      <Go to={paths.now} className="flex min-h-11 items-center gap-2 font-semibold">
        <img src="/icon.svg" alt="" width="22" height="22" />
        {messages.product}
      </Go>
      <span className="ml-auto">
        <ConnectionMark />
      </span>
      <button
        type="button"
        onClick={onSearch}
        aria-label={messages.search}
        className="grid size-11 place-items-center rounded-md text-quiet hover:bg-sunken"
      >
        <Search size={20} aria-hidden="true" />
      </button>
      <AccountMenu />
    </header>
  );
}

function BottomBar() {
  return (
    <nav
      aria-label={messages.nav.label}
      className="fixed inset-x-0 bottom-0 z-30 grid grid-cols-6 border-t border-line bg-raised pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      {places
        .filter((place) => place.small)
        .map(({ to, name, Icon }) => (
          <Place key={to} to={to} className="min-h-14 flex-col justify-center gap-0.5 text-xs">
            <Icon size={20} aria-hidden="true" />
            {name}
          </Place>
        ))}
    </nav>
  );
}

function Place({ to, className, children }: { to: string; className: string; children: ReactNode }) {
  const here = useRouterState({ select: (state) => state.location.pathname });
  const current = to === paths.now ? here === to : here === to || here.startsWith(`${to}/`);
  return (
    <Go
      to={to}
      aria-current={current ? 'page' : undefined}
      className={cx(
        'flex items-center',
        className,
        current ? 'bg-accent-soft font-medium text-accent' : 'text-quiet hover:bg-sunken hover:text-text',
      )}
    >
      {children}
    </Go>
  );
}

/** Nothing while all is live: a mark is for what needs attention. */
function ConnectionMark() {
  const connection = useConnection();
  return (
    <span role="status" className="block">
      {connection === 'lost' && (
        <span
          title={messages.live.lostLong}
          className="flex min-h-8 items-center gap-2 rounded-md bg-warning-soft px-2 text-sm font-medium text-warning"
        >
          <Shape tone="warning" />
          {messages.live.lost}
          <span className="sr-only">{messages.live.lostLong}</span>
        </span>
      )}
    </span>
  );
}
