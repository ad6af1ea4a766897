import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { one, useSearchState } from '../app/search.ts';
import { useTitle } from '../app/title.ts';
import { services } from '../catalog/queries.ts';
import { paths } from '../paths.ts';
import { DeclareForm } from '../respond/declare/declare-form.tsx';
import { words } from '../respond/declare/messages.ts';
import { useLinkReports } from '../respond/reports/queries.ts';
import { Go } from '../ui/go.tsx';
import { Head } from '../ui/section.tsx';

/** Anybody may declare an incident; what led here stands in the address. */
export function DeclareScreen() {
  useTitle(words.title);
  const router = useRouter();
  const [search] = useSearchState();
  const names = useQuery(services).data?.map((service) => service.name) ?? [];
  const given = { page: one(search.page), title: one(search.title), service: one(search.service) };
  const reports = [search.reports ?? []].flat();
  const link = useLinkReports();
  const go = (ref: string) => router.history.replace(paths.incident(ref));
  return (
    <>
      <Head title={words.title} about={words.about}>
        <Go to={paths.report} className="text-sm text-accent underline underline-offset-2">
          {words.support}
        </Go>
      </Head>
      <DeclareForm
        key={`${given.page} ${reports.join()}`}
        given={given}
        services={names}
        onDeclared={(ref) => {
          // It is declared whether or not they can be linked now: what could not be stays proposed on the home screen.
          if (reports.length > 0) link.mutate({ ref, reports }, { onSettled: () => go(ref) });
          else go(ref);
        }}
      />
    </>
  );
}
