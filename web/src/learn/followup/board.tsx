import type { FollowUpState } from '@muster/contract/learn/followups';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Search } from '../../app/search.ts';
import { More, QueryView } from '../../ui/query-view.tsx';
import { Section } from '../../ui/section.tsx';
import { words } from './messages.ts';
import { followUpList, type Wish } from './queries.ts';
import { FollowUpLine } from './rows.tsx';

const columns: readonly FollowUpState[] = ['idea', 'open', 'started', 'done'];

/** Side by side by their state, below each other on a phone; each column asks for its own. */
export function FollowUpBoard({ wish, keep }: { wish: Wish; keep: Search }) {
  return (
    <div className="grid grid-cols-1 items-start gap-6 sm:grid-cols-2 xl:grid-cols-4">
      {columns.map((state) => (
        <Column key={state} wish={{ ...wish, state }} state={state} keep={keep} />
      ))}
    </div>
  );
}

function Column({ wish, state, keep }: { wish: Wish; state: FollowUpState; keep: Search }) {
  const query = useInfiniteQuery(followUpList(wish, 20));
  const items = query.data?.pages.flatMap((part) => part.items) ?? [];
  const count = query.data ? `${items.length}${query.hasNextPage ? '+' : ''}` : '';
  return (
    <Section title={words.states[state]} beside={<span className="figures text-sm text-quiet">{count}</span>}>
      <QueryView query={query} rows={2}>
        {() =>
          items.length === 0 ? (
            <p className="rounded-lg bg-sunken px-3 py-4 text-center text-sm text-quiet">{words.noneHere}</p>
          ) : (
            <div className="space-y-2">
              <ul aria-label={words.states[state]} className="space-y-2">
                {items.map((one) => (
                  <li key={one.id} className="overflow-hidden rounded-lg border border-line bg-raised">
                    <FollowUpLine
                      one={one}
                      keep={keep}
                      beside={
                        one.isOverdue && (
                          <span className="text-sm font-medium text-warning">{words.overdue}</span>
                        )
                      }
                    />
                  </li>
                ))}
              </ul>
              <More query={query} />
            </div>
          )
        }
      </QueryView>
    </Section>
  );
}
