import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useWhyNotAdmin } from '../app/session.tsx';
import { useTitle } from '../app/title.ts';
import { statusPage } from '../inform/pages/queries.ts';
import { HistoryImport } from '../inform/subscribers/history-import.tsx';
import { words } from '../inform/subscribers/messages.ts';
import { PushTargets } from '../inform/subscribers/push-targets.tsx';
import { SubscriberList } from '../inform/subscribers/subscriber-list.tsx';
import { SubscriberLookup } from '../inform/subscribers/subscriber-lookup.tsx';
import { paths } from '../paths.ts';
import { buttonClass } from '../ui/button.tsx';
import { Go } from '../ui/go.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Head } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';

/** Who is told what a status page says, where else it lies, and what is brought over from elsewhere. */
export function StatusPageSubscribersScreen() {
  const { name = '' } = useParams({ strict: false });
  const page = useQuery(statusPage(name));
  const mayNot = useWhyNotAdmin();
  const title = page.data ? words.titleOf(page.data.title) : words.title;
  useTitle(title);
  return (
    <QueryView query={page} rows={6} title={words.title}>
      {(one) => (
        <>
          <Head title={title} about={words.about}>
            <Go to={paths.statusPage(name)} className={buttonClass()}>
              {words.back}
            </Go>
          </Head>
          <div className="space-y-10">
            {one.visibility === 'public' ? (
              <>
                <SubscriberList page={one} mayNot={mayNot} />
                <SubscriberLookup name={name} mayNot={mayNot} />
                <PushTargets name={name} mayNot={mayNot} />
              </>
            ) : (
              <Empty title={words.list.internal} />
            )}
            <HistoryImport name={name} mayNot={mayNot} />
          </div>
        </>
      )}
    </QueryView>
  );
}
