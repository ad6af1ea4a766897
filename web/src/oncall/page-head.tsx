import type { Page } from '@muster/contract/oncall/pages';
import { useQuery } from '@tanstack/react-query';
import { useIsReader, useMe } from '../app/session.tsx';
import { paths } from '../paths.ts';
import { Go } from '../ui/go.tsx';
import { softOf } from '../ui/mark.tsx';
import { Ago } from '../ui/time.tsx';
import { words } from './messages.ts';
import { PageMark, toneOf } from './page-mark.tsx';
import { notificationsOf } from './queries.ts';
import { WhatNext } from './what-next.tsx';

/** The top of a page: what, since when, how bad, who has it, what happens next. */
export function PageHead({ page }: { page: Page }) {
  const me = useMe().name;
  const isReader = useIsReader();
  const told = useQuery({ ...notificationsOf(page.id), enabled: isReader }).data?.items ?? [];
  return (
    <header className={`-mx-4 -mt-4 px-4 py-4 sm:mx-0 sm:mt-0 sm:rounded-xl ${softOf[toneOf(page)]}`}>
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1" aria-live="polite">
        <PageMark page={page} big />
        {page.owner && page.state !== 'resolved' && (
          <span className="text-sm font-medium">
            {page.owner === me ? words.youHaveIt : words.hasIt(page.owner)}
          </span>
        )}
        {page.escalation === 'exhausted' && page.state === 'triggered' && (
          <span className="text-sm font-medium text-critical">{words.exhausted}</span>
        )}
      </p>
      <h1 className="mt-2 text-2xl">{page.title}</h1>
      <p className="mt-1 flex flex-wrap gap-x-3 gap-y-0.5 text-sm">
        {page.service && (
          <Go to={paths.service(page.service)} className="font-medium underline underline-offset-2">
            {page.service}
          </Go>
        )}
        <Ago at={page.openedAt} />
        <span>{words.urgency[page.urgency]}</span>
        {page.groups > 0 && <span>{words.alerts(page.alerts)}</span>}
        {page.policy && (
          <span>
            {page.policy}, {words.step(page.step)}
          </span>
        )}
      </p>
      <p className="mt-3 text-sm">
        <span className="sr-only">{words.next.title}: </span>
        <WhatNext page={page} told={told} me={me} />
      </p>
    </header>
  );
}
