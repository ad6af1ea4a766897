import { useQuery } from '@tanstack/react-query';
import { useParams, useRouter } from '@tanstack/react-router';
import { useTitle } from '../app/title.ts';
import { services } from '../catalog/queries.ts';
import { DeletePage } from '../inform/pages/delete-page.tsx';
import { words } from '../inform/pages/messages.ts';
import { Notices } from '../inform/pages/notices.tsx';
import { PageEditor } from '../inform/pages/page-editor.tsx';
import { statusPage } from '../inform/pages/queries.ts';
import { indicatorTones } from '../inform/pages/tones.ts';
import { paths } from '../paths.ts';
import { buttonClass } from '../ui/button.tsx';
import { Go } from '../ui/go.tsx';
import { Mark } from '../ui/mark.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Head } from '../ui/section.tsx';

/** One status page: how it stands, what waits, what stands on it, and what it is. */
export function StatusPageScreen() {
  const { name = '' } = useParams({ strict: false });
  const page = useQuery(statusPage(name));
  const router = useRouter();
  const known = useQuery(services).data?.map((one) => one.name) ?? [];
  useTitle(page.data?.title ?? words.title);
  return (
    <QueryView query={page} rows={6} title={words.title}>
      {(one) => (
        <>
          <Head
            title={one.title}
            about={
              <span className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
                <Mark tone={indicatorTones[one.indicator]} word={words.indicators[one.indicator]} />
                <span>{words.visibility[one.visibility]}</span>
                <span className="wrap-anywhere">{one.url}</span>
              </span>
            }
          >
            <Go to={paths.statusPageSubscribers(name)} className={buttonClass()}>
              {words.subscribers}
            </Go>
            <a href={one.url} target="_blank" rel="noreferrer" className={buttonClass()}>
              {words.open}
            </a>
          </Head>
          {one.problem && (
            <p role="alert" className="mb-6 rounded-lg bg-critical-soft px-4 py-3 text-sm wrap-anywhere">
              {words.problem(one.problem.text)}
            </p>
          )}
          <div className="space-y-10">
            <Notices name={name} />
            <PageEditor key={one.id} page={one} services={known} />
            <DeletePage name={name} title={one.title} onGone={() => router.history.push(paths.statusPages)} />
          </div>
        </>
      )}
    </QueryView>
  );
}
