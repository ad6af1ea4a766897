import { listIncidents } from '@muster/contract/respond/incidents';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { call } from '../../app/api.ts';
import { paths } from '../../paths.ts';
import { Go } from '../../ui/go.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Section } from '../../ui/section.tsx';
import { Empty } from '../../ui/states.tsx';
import { IncidentRows } from './incident-rows.tsx';
import { words } from './recent-messages.ts';

const shown = 5;

const recentOf = (service: string) =>
  queryOptions({
    queryKey: ['incidents', 'of-service', service],
    queryFn: ({ signal }) => call(listIncidents, { query: { service, limit: shown }, signal }),
  });

/** The latest incidents of one service, open or over. */
export function RecentIncidents({ service }: { service: string }) {
  return (
    <Section
      title={words.title}
      beside={
        <Go to={paths.incidents({ service, status: 'all' })} className="text-sm text-accent underline">
          {words.all}
        </Go>
      }
    >
      <QueryView query={useQuery(recentOf(service))} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={words.none} />
          ) : (
            <IncidentRows incidents={items} label={words.title} />
          )
        }
      </QueryView>
    </Section>
  );
}
