import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useRowKeys } from '../app/keys.ts';
import { one, type Search, useSearchState } from '../app/search.ts';
import { useTitle } from '../app/title.ts';
import { services } from '../catalog/queries.ts';
import { words as measure } from '../measure/reliability-words.ts';
import { paths } from '../paths.ts';
import { IncidentFilters, type ListState } from '../respond/list/incident-filters.tsx';
import { IncidentRows } from '../respond/list/incident-rows.tsx';
import { words } from '../respond/messages.ts';
import { type IncidentFilter, incidentList } from '../respond/queries.ts';
import { buttonClass } from '../ui/button.tsx';
import { Go } from '../ui/go.tsx';
import { ListView } from '../ui/list-view.tsx';
import { Head } from '../ui/section.tsx';

/** All incidents that one may see, filtered by the address. */
export function IncidentsScreen() {
  useTitle(words.title);
  useRowKeys();
  const [search, setSearch] = useSearchState();
  const state = stateOf(search);
  const query = useInfiniteQuery(incidentList(filterOf(state)));
  const names = useQuery(services).data?.map((service) => service.name) ?? [];
  const plain = Object.values(state).every((one) => one === '');
  return (
    <>
      <Head title={words.title} about={words.about}>
        <Go to={paths.reliability()} className={buttonClass()}>
          {measure.title}
        </Go>
        <Go to={paths.declare()} className={buttonClass('primary')}>
          {words.declare}
        </Go>
      </Head>
      <IncidentFilters value={state} services={names} onChange={setSearch} />
      <ListView
        query={query}
        rows={5}
        none={{
          title: plain ? words.list.emptyOpen : words.list.empty,
          text: plain ? words.list.emptyOpenText : words.list.emptyText,
          tone: plain ? 'ok' : 'quiet',
        }}
      >
        {(items) => <IncidentRows incidents={items} label={words.title} />}
      </ListView>
    </>
  );
}

function stateOf(search: Search): ListState {
  return {
    status: one(search.status),
    severity: one(search.severity),
    service: one(search.service),
    kind: one(search.kind),
    q: one(search.q),
  };
}

function filterOf({ status, kind, ...rest }: ListState): IncidentFilter {
  const known = (['real', 'drill', 'retroactive'] as const).find((one) => one === kind);
  const given = Object.entries(rest).filter(([, value]) => value !== '');
  return {
    ...(status === 'all' ? {} : { status: status || 'open' }),
    ...(known ? { kind: known } : {}),
    ...Object.fromEntries(given),
  };
}
