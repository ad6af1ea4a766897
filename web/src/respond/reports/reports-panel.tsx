import type { Incident } from '@muster/contract/respond/incidents';
import { useQuery } from '@tanstack/react-query';
import { QueryView } from '../../ui/query-view.tsx';
import { Rows, Section } from '../../ui/section.tsx';
import { At } from '../../ui/time.tsx';
import type { PanelProps } from '../panel.ts';
import { Tickets } from './gathered-reports.tsx';
import { words } from './messages.ts';
import { reportsOf } from './queries.ts';

/** What was reported of this incident, and how fast reports come. */
export function ReportsPanel({ incident }: PanelProps) {
  const found = useQuery(reportsOf(incident));
  return (
    <Section title={words.panel.title}>
      <QueryView query={found} rows={2}>
        {(answer) =>
          answer.count === 0 ? (
            <p className="text-sm text-quiet">{words.panel.none}</p>
          ) : (
            <div className="space-y-3">
              <p className="text-sm font-medium">{words.counted(answer.count, answer.customers)}</p>
              <Quarters quarters={answer.quarters} incident={incident} />
              <Rows label={words.panel.title}>
                {answer.items.map((one) => (
                  <li key={one.id} className="px-3 py-2 text-sm">
                    <p className="whitespace-pre-line [overflow-wrap:anywhere]">{one.symptom}</p>
                    <p className="flex flex-wrap gap-x-3 text-xs text-quiet">
                      <At at={one.at} />
                      <span>{words.panel.by(one.by)}</span>
                      {one.customers !== null && <span>{words.counted(1, one.customers)}</span>}
                      <Tickets addresses={one.tickets} />
                    </p>
                  </li>
                ))}
              </Rows>
            </div>
          )
        }
      </QueryView>
    </Section>
  );
}

interface QuartersProps {
  quarters: readonly { from: string; count: number; customers: number }[];
  incident: Pick<Incident, 'id'>;
}

const shownQuarters = 24;

/** A bar for each quarter of an hour with reports, the height told in words as well. */
function Quarters({ quarters }: QuartersProps) {
  const latest = quarters.slice(-shownQuarters);
  const most = Math.max(1, ...latest.map((one) => one.count));
  if (latest.length < 2) return null;
  return (
    <figure>
      <figcaption className="mb-1 text-xs text-quiet">{words.panel.perQuarter}</figcaption>
      <ol className="flex h-16 items-end gap-1">
        {latest.map((one) => (
          <li
            key={one.from}
            title={words.counted(one.count, one.customers)}
            className="flex h-full min-w-3 max-w-8 flex-1 flex-col justify-end"
          >
            <span
              aria-hidden="true"
              className="block rounded-t bg-accent"
              style={{ height: `${Math.max(6, (one.count / most) * 100)}%` }}
            />
            <span className="sr-only">
              <At at={one.from} />: {words.counted(one.count, one.customers)}
            </span>
          </li>
        ))}
      </ol>
    </figure>
  );
}
