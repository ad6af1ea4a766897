import { Monitor, Smartphone } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { Mark } from '../ui/mark.tsx';
import { words } from './security-messages.ts';

interface Props {
  browser: string;
  address: string | null;
  /** What is special about it, in a word each. */
  marks: string[];
  /** When and how. */
  about: ReactNode;
  end?: { name: string; busy: boolean; run: () => void } | undefined;
}

/** One browser of a list: what it is, where it was, since when; and how to be rid of it. */
export function BrowserRow({ browser, address, marks, about, end }: Props) {
  const Icon = /iPhone|iPad|Android/.test(browser) ? Smartphone : Monitor;
  return (
    <li className="flex flex-col gap-2 px-3 py-3 text-sm sm:flex-row sm:items-center sm:justify-between sm:gap-4">
      <span className="flex min-w-0 gap-3">
        <Icon size={18} aria-hidden="true" className="mt-0.5 shrink-0 text-quiet" />
        <span className="min-w-0">
          <span className="flex flex-wrap items-baseline gap-x-3">
            <span className="font-medium [overflow-wrap:anywhere]">{browser}</span>
            {marks.map((mark) => (
              <Mark key={mark} tone="ok" word={mark} />
            ))}
          </span>
          <span className="block text-quiet [overflow-wrap:anywhere]">
            {address ?? words.devices.addressUnknown} · {about}
          </span>
        </span>
      </span>
      {end && (
        <span className="pl-7 sm:pl-0">
          <Button size="small" look="danger" busy={end.busy} onClick={end.run}>
            {end.name}
            <span className="sr-only"> {browser}</span>
          </Button>
        </span>
      )}
    </li>
  );
}
