import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { one, useSearchState } from '../app/search.ts';
import { useTitle } from '../app/title.ts';
import { services } from '../catalog/queries.ts';
import { paths } from '../paths.ts';
import { DeclareForm } from '../respond/declare/declare-form.tsx';
import { words } from '../respond/declare/messages.ts';
import { Head } from '../ui/section.tsx';

/** Anybody may declare an incident; what led here stands in the address. */
export function DeclareScreen() {
  useTitle(words.title);
  const router = useRouter();
  const [search] = useSearchState();
  const names = useQuery(services).data?.map((service) => service.name) ?? [];
  const given = { page: one(search.page), title: one(search.title), service: one(search.service) };
  return (
    <>
      <Head title={words.title} about={words.about} />
      <DeclareForm
        key={given.page}
        given={given}
        services={names}
        onDeclared={(ref) => router.history.replace(paths.incident(ref))}
      />
    </>
  );
}
