import { useQuery } from '@tanstack/react-query';
import { useRowKeys } from '../app/keys.ts';
import { one, useSearchState } from '../app/search.ts';
import { useTitle } from '../app/title.ts';
import { words } from '../catalog/messages.ts';
import { services } from '../catalog/queries.ts';
import { ServiceGraph } from '../catalog/service-graph.tsx';
import { ServiceTable } from '../catalog/service-table.tsx';
import { words as maintenance } from '../detect/maintenance/messages.ts';
import { paths } from '../paths.ts';
import { buttonClass } from '../ui/button.tsx';
import { cx } from '../ui/class-names.ts';
import { inputClass } from '../ui/field.tsx';
import { Go } from '../ui/go.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Head, Section } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';

/** The picture is of use while it can be taken in. */
const drawable = 40;

export function ServicesScreen() {
  useTitle(words.services.title);
  useRowKeys();
  const [search, setSearch] = useSearchState();
  const q = one(search.q);
  return (
    <>
      <Head title={words.services.title} about={words.services.about}>
        <Go to={paths.maintenance()} className={buttonClass()}>
          {maintenance.title}
        </Go>
        <input
          type="search"
          aria-label={words.services.search}
          placeholder={words.services.search}
          value={q}
          onChange={(event) => setSearch({ q: event.target.value })}
          className={cx(inputClass, 'w-56!')}
        />
      </Head>
      <QueryView query={useQuery(services)} rows={6}>
        {(all) => {
          const found = all.filter(
            (one) => one.name.includes(q.toLowerCase()) || one.team?.includes(q.toLowerCase()),
          );
          if (all.length === 0)
            return (
              <Empty title={words.services.none}>
                <p>{words.services.noneText}</p>
                <Go to={paths.organisation} className={buttonClass('plain', 'small')}>
                  {words.services.toFile}
                </Go>
              </Empty>
            );
          if (found.length === 0) return <Empty title={words.services.noMatch} />;
          return (
            <div className="space-y-8">
              <ServiceTable services={found} />
              {found.length <= drawable && found.some((one) => one.dependsOn.length > 0) && (
                <Section
                  title={words.services.graph}
                  beside={<span className="text-sm text-quiet">{words.services.graphText}</span>}
                >
                  <ServiceGraph services={found} label={words.services.graph} />
                </Section>
              )}
            </div>
          );
        }}
      </QueryView>
    </>
  );
}
