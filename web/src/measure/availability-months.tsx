import type { Held } from '@muster/contract/measure/availability';
import { useQuery } from '@tanstack/react-query';
import { useWhyNotAdmin } from '../app/session.tsx';
import { paths } from '../paths.ts';
import { Go } from '../ui/go.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { monthName, words } from './availability-words.ts';
import { monthsOf } from './queries.ts';
import { Table } from './reliability-parts.tsx';
import { words as figures, lasting } from './reliability-words.ts';

/** How available a service was, or the company: the last 30 days and each month, with what was counted as lost. */
export function AvailabilityMonths({ service }: { service: string | undefined }) {
  const months = useQuery(monthsOf(service));
  const isAdmin = useWhyNotAdmin() === undefined;
  const of = service ?? words.whole;
  return (
    <div className="border-t border-line">
      <QueryView query={months} rows={4}>
        {(answer) => (
          <>
            <div className="space-y-1 p-3 text-xs text-quiet">
              <p>{words.lost(answer.rule, answer.rule.version)}</p>
              <p>{words.by(of, answer.timeZone)}</p>
              {isAdmin && (
                <Go
                  to={paths.availabilitySetup}
                  className="inline-flex min-h-6 items-center text-accent underline"
                >
                  {words.change}
                </Go>
              )}
            </div>
            <Table
              label={words.table(of)}
              columns={Object.values(words.columns)}
              rows={[
                rowOf(words.rolling, answer.rolling),
                ...answer.months.map((one, at) =>
                  rowOf(at === 0 ? words.soFar(monthName(one.month)) : monthName(one.month), one),
                ),
              ]}
            />
          </>
        )}
      </QueryView>
    </div>
  );
}

function rowOf(key: string, { value, lostSeconds, failures }: Held) {
  const share = value === null ? figures.none : figures.availability.value(value);
  const lost = lostSeconds === 0 ? figures.none : lasting(lostSeconds);
  return { key, cells: [key, share, lost, failures.toLocaleString('en-GB')] };
}
