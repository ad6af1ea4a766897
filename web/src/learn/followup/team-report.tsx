import type { TeamFollowUps } from '@muster/contract/learn/followups';
import { useQuery } from '@tanstack/react-query';
import { paths } from '../../paths.ts';
import { Go } from '../../ui/go.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Rows } from '../../ui/section.tsx';
import { Empty } from '../../ui/states.tsx';
import { words } from './messages.ts';
import { teamFollowUps } from './queries.ts';
import { dayText } from './rows.tsx';

const numbers = ['active', 'overdue', 'soon', 'moved', 'ideas'] as const;

/** What each team has open, by the teams' names: a report of promises and no ranking, of teams or of people. */
export function TeamReport() {
  return (
    <QueryView query={useQuery(teamFollowUps)} rows={3}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={words.teams.empty} tone="ok" />
        ) : (
          <>
            <Phone items={items} />
            <div className="hidden overflow-x-auto sm:block rounded-lg border border-line bg-raised">
              <table className="w-full text-sm">
                <thead className="text-left text-quiet">
                  <tr>
                    <th scope="col" className="px-3 py-2 font-medium">
                      {words.teams.team}
                    </th>
                    {numbers.map((which) => (
                      <th key={which} scope="col" className="px-3 py-2 text-right font-medium">
                        {words.teams[which]}
                      </th>
                    ))}
                    <th scope="col" className="px-3 py-2 font-medium">
                      {words.teams.oldest}
                    </th>
                  </tr>
                </thead>
                <tbody className="figures divide-y divide-line">
                  {items.map(({ team, active, overdue, dueSoon, moved, ideas, oldestDueOn }) => (
                    <tr key={team ?? ''}>
                      <th scope="row" className="px-3 py-2 text-left font-medium wrap-anywhere">
                        <Team name={team} />
                      </th>
                      {[active, overdue, dueSoon, moved, ideas].map((n, i) => (
                        <td
                          key={numbers[i]}
                          className={`px-3 py-2 text-right ${numbers[i] === 'overdue' && n > 0 ? 'font-medium text-warning' : ''}`}
                        >
                          {n}
                        </td>
                      ))}
                      <td className="px-3 py-2 whitespace-nowrap">{oldestDueOn && dayText(oldestDueOn)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </>
        )
      }
    </QueryView>
  );
}

/** The same, where a table has no room. */
function Phone({ items }: { items: readonly TeamFollowUps[] }) {
  return (
    <div className="sm:hidden">
      <Rows label={words.view.teams}>
        {items.map(({ team, oldestDueOn, dueSoon, ...n }) => (
          <li key={team ?? ''} className="px-3 py-2.5">
            <p className="font-medium wrap-anywhere">
              <Team name={team} />
            </p>
            <dl className="figures mt-1 grid grid-cols-2 gap-x-4 text-sm">
              {numbers.map((which) => (
                <div key={which} className="flex justify-between gap-2">
                  <dt className="text-quiet">{words.teams[which]}</dt>
                  <dd className={which === 'overdue' && n.overdue > 0 ? 'font-medium text-warning' : ''}>
                    {which === 'soon' ? dueSoon : n[which]}
                  </dd>
                </div>
              ))}
              {oldestDueOn && (
                <div className="col-span-2 flex justify-between gap-2">
                  <dt className="text-quiet">{words.teams.oldest}</dt>
                  <dd>{dayText(oldestDueOn)}</dd>
                </div>
              )}
            </dl>
          </li>
        ))}
      </Rows>
    </div>
  );
}

function Team({ name }: { name: string | null }) {
  if (name === null) return words.teams.none;
  return (
    <Go
      to={paths.followUps({ view: 'list', team: name, state: 'active' })}
      data-row
      className="underline underline-offset-2"
    >
      {name}
    </Go>
  );
}
