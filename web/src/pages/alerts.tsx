import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useRowKeys } from '../app/keys.ts';
import { one, type Search, useSearchState } from '../app/search.ts';
import { useTitle } from '../app/title.ts';
import { services } from '../catalog/queries.ts';
import { AlertFacets, type FacetState } from '../detect/alert-facets.tsx';
import { AlertRows } from '../detect/alert-rows.tsx';
import { gather } from '../detect/group.ts';
import { RunningMaintenance } from '../detect/maintenance/running.tsx';
import { words } from '../detect/messages.ts';
import { type AlertFilter, alertList } from '../detect/queries.ts';
import { paths } from '../paths.ts';
import { Go } from '../ui/go.tsx';
import { ListView } from '../ui/list-view.tsx';
import { Head, Section } from '../ui/section.tsx';

/** All alerts, filtered by the address, one by one or gathered by their page. */
export function AlertsScreen() {
  useTitle(words.list.title);
  useRowKeys();
  const [search, setSearch] = useSearchState();
  const facets = facetsOf(search);
  const query = useInfiniteQuery(alertList(filterOf(facets)));
  const names = useQuery(services).data?.map((service) => service.name) ?? [];
  const change = ({ labels, ...rest }: Partial<FacetState>) =>
    setSearch({ ...rest, ...(labels ? { label: labels } : {}) });
  const plain =
    !facets.state && !facets.q && !facets.service && !facets.severity && facets.labels.length === 0;
  return (
    <>
      <Head title={words.list.title} about={words.list.about} />
      <div className="mb-4 empty:hidden">
        <RunningMaintenance />
      </div>
      <AlertFacets value={facets} services={names} onChange={change} />
      <ListView
        query={query}
        rows={6}
        none={{
          title: plain ? words.list.noneOpen : words.list.none,
          text: plain ? words.list.noneOpenText : words.list.noneText,
          tone: plain ? 'ok' : 'quiet',
        }}
      >
        {(items) =>
          facets.view === 'page' ? (
            <Groups items={items} />
          ) : (
            <AlertRows alerts={items} label={words.list.title} />
          )
        }
      </ListView>
    </>
  );
}

function Groups({ items }: { items: Parameters<typeof gather>[0] }) {
  return gather(items).map(({ page, alerts }) => (
    <Section
      key={page ?? ''}
      title={page ? (alerts[0]?.title ?? words.list.page) : words.list.noPage}
      beside={
        page && (
          <Go to={paths.page(page)} className="text-sm text-accent underline underline-offset-2">
            {words.detail.page} ({words.list.count(alerts.length)})
          </Go>
        )
      }
    >
      <AlertRows alerts={alerts} label={alerts[0]?.title ?? words.list.noPage} />
    </Section>
  ));
}

function facetsOf(search: Search): FacetState {
  return {
    state: one(search.state),
    severity: one(search.severity),
    service: one(search.service),
    labels: [search.label ?? []].flat(),
    q: one(search.q),
    view: one(search.view),
  };
}

function filterOf({ state, severity, service, labels, q }: FacetState): AlertFilter {
  const knownState = (['firing', 'acknowledged', 'resolved'] as const).find((known) => known === state);
  const knownSeverity = (['critical', 'error', 'warning', 'info'] as const).find(
    (known) => known === severity,
  );
  return {
    ...(state === 'all' ? {} : { state: knownState ?? 'open' }),
    ...(knownSeverity ? { severity: knownSeverity } : {}),
    ...(service ? { service } : {}),
    ...(labels.length > 0 ? { label: labels } : {}),
    ...(q ? { q } : {}),
  };
}
