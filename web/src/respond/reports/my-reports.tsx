import type { Report } from '@muster/contract/respond/reports';
import { useQuery } from '@tanstack/react-query';
import { paths } from '../../paths.ts';
import { Go } from '../../ui/go.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Rows, Section } from '../../ui/section.tsx';
import { Empty } from '../../ui/states.tsx';
import { Ago } from '../../ui/time.tsx';
import { useStatusLabel } from '../marks.tsx';
import { words } from './messages.ts';
import { myReports } from './queries.ts';

const say = words.mine;

/** What one has reported, and what became of each. */
export function MyReports() {
  const found = useQuery(myReports);
  return (
    <Section title={say.title}>
      <QueryView query={found} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={say.empty}>
              <p>{say.emptyText}</p>
            </Empty>
          ) : (
            <Rows label={say.title}>
              {items.map((one) => (
                <li key={one.id} className="px-3 py-2 text-sm">
                  <p className="line-clamp-2 [overflow-wrap:anywhere]">{one.symptom}</p>
                  <p className="flex flex-wrap gap-x-3 text-xs text-quiet">
                    <Ago at={one.at} />
                    {one.service && <span>{one.service}</span>}
                    <Became report={one} />
                  </p>
                </li>
              ))}
            </Rows>
          )
        }
      </QueryView>
    </Section>
  );
}

function Became({ report: { incident, dismissed } }: { report: Report }) {
  const statusLabel = useStatusLabel();
  if (dismissed) return <span>{say.dismissed(dismissed.by, dismissed.reason)}</span>;
  if (!incident) return <span>{say.waits}</span>;
  return (
    <span>
      {say.belongs}{' '}
      <Go to={paths.incident(incident.ref)} className="underline underline-offset-2">
        {incident.ref} {incident.title}
      </Go>
      , {statusLabel(incident.status)}
    </span>
  );
}
