import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { FileDown } from 'lucide-react';
import { one, type Search, useSearchState } from '../app/search.ts';
import { useTitle } from '../app/title.ts';
import { services } from '../catalog/queries.ts';
import { words } from '../learn/figure/messages.ts';
import { NumbersByReport, NumberTable, Summary } from '../learn/figure/number-table.tsx';
import { type NumberFilter, reportNumbers } from '../learn/figure/queries.ts';
import { buttonClass } from '../ui/button.tsx';
import { Day } from '../ui/field.tsx';
import { PickFilter } from '../ui/filters.tsx';
import { More, QueryView } from '../ui/query-view.tsx';
import { Head } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';

/** Numbers of reports, filtered by the address. */
export function NumbersScreen() {
  useTitle(words.title);
  const [search, setSearch] = useSearchState();
  const filter = filterOf(search);
  const query = useInfiniteQuery(reportNumbers(filter));
  const names = query.data?.pages[0]?.names ?? [];
  const known = useQuery(services).data?.map(({ name }) => name) ?? [];
  return (
    <>
      <Head title={words.title} about={words.about}>
        <a
          href={`/api/v1/report-numbers/export?${new URLSearchParams(Object.entries(filter).map(([key, value]) => [key, value ?? '']))}`}
          download
          className={buttonClass()}
        >
          <FileDown size={16} aria-hidden="true" />
          {words.takeOut}
        </a>
      </Head>
      <div className="mb-4 grid grid-cols-2 items-center gap-2 sm:flex sm:flex-wrap">
        <PickFilter
          label={words.name}
          none={words.anyName}
          options={Object.fromEntries(names.map((name) => [name, name]))}
          value={one(search.name)}
          onChange={(name) => setSearch({ name })}
        />
        <PickFilter
          label={words.service}
          none={words.anyService}
          options={Object.fromEntries(known.map((name) => [name, name]))}
          value={one(search.service)}
          onChange={(service) => setSearch({ service })}
        />
        <div className="col-span-2 grid gap-2 sm:contents">
          <Day label={words.from} value={one(search.from)} onChange={(from) => setSearch({ from })} />
          <Day label={words.until} value={one(search.until)} onChange={(until) => setSearch({ until })} />
        </div>
      </div>
      <QueryView query={query} rows={6}>
        {({ pages }) => {
          const items = pages.flatMap((part) => part.items);
          return items.length === 0 ? (
            <Empty title={words.none}>
              <p>{words.noneText}</p>
            </Empty>
          ) : (
            <div className="space-y-3">
              {filter.name === undefined ? (
                <NumbersByReport items={items} />
              ) : (
                <>
                  <Summary name={filter.name} summary={pages[0]?.summary ?? []} />
                  <NumberTable items={items.filter(({ name }) => name === filter.name)} />
                </>
              )}
              <More query={query} />
            </div>
          );
        }}
      </QueryView>
    </>
  );
}

function filterOf(search: Search): NumberFilter {
  const day = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);
  const [name, service, from, until] = [search.name, search.service, search.from, search.until].map(one);
  return {
    ...(name ? { name } : {}),
    ...(service ? { service } : {}),
    ...(from && day(from) ? { from } : {}),
    ...(until && day(until) ? { until } : {}),
  };
}
