import type { Page } from '@muster/contract/oncall/pages';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useRowKeys } from '../app/keys.ts';
import { messages } from '../app/messages.ts';
import { useIsReader } from '../app/session.tsx';
import { useTitle } from '../app/title.ts';
import { peopleHere } from '../catalog/queries.ts';
import { AlertRows } from '../detect/alert-rows.tsx';
import { alertsOfPage } from '../detect/queries.ts';
import { Explanation } from '../oncall/explanation.tsx';
import { PageActions } from '../oncall/page-actions.tsx';
import { PageHead } from '../oncall/page-head.tsx';
import { onePage } from '../oncall/queries.ts';
import { ToldTable } from '../oncall/told-table.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Section } from '../ui/section.tsx';
import { words } from './messages.ts';

/** Not in the first load: whoever was woken acknowledges first. Without its file the page stands as it is. */
const FromPage = lazy(() =>
  import('../respond/declare/from-page.tsx').then(
    (file) => ({ default: file.FromPage }),
    () => ({ default: () => null }),
  ),
);

/**
 * What somebody sees who was woken. On a phone everything is one column and the buttons stay at the bottom, under
 * the thumb; where there is room, who was told and why stand beside.
 */
export function PageScreen() {
  const { id = '' } = useParams({ strict: false });
  const page = useQuery(onePage(id));
  const everybody = useQuery(peopleHere).data ?? [];
  useTitle(page.data?.title ?? '');
  useRowKeys();
  const isReader = useIsReader();
  return (
    <QueryView query={page} rows={4} title={messages.nav.pages}>
      {(one) => (
        <div
          className={`flex flex-col gap-6 ${isReader ? 'lg:grid lg:grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)] lg:items-start' : 'max-w-3xl'}`}
        >
          <div className="contents lg:flex lg:flex-col lg:gap-6">
            <PageHead page={one} />
            <PageActions page={one} people={everybody} />
            <Suspense fallback={null}>
              <FromPage page={one} />
            </Suspense>
            <AlertsInside page={one} />
          </div>
          {isReader && (
            <div className="contents lg:flex lg:flex-col lg:gap-6">
              <ToldTable id={id} />
              <Explanation id={id} />
            </div>
          )}
        </div>
      )}
    </QueryView>
  );
}

function AlertsInside({ page }: { page: Page }) {
  const query = useQuery({ ...alertsOfPage(page.id), enabled: page.groups > 0 });
  return (
    <Section title={words.page.alerts}>
      {page.groups === 0 ? (
        <p className="text-sm text-quiet">{words.page.noAlerts}</p>
      ) : (
        <QueryView query={query} rows={1}>
          {({ items }) => (
            <>
              <AlertRows alerts={items} label={words.page.alerts} />
              {items.length < page.alerts && (
                <p className="mt-2 text-sm text-quiet">{words.page.moreAlerts(page.alerts - items.length)}</p>
              )}
            </>
          )}
        </QueryView>
      )}
    </Section>
  );
}
