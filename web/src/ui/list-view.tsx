import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { More, QueryView } from './query-view.tsx';
import { Empty } from './states.tsx';

interface Props<Item> {
  query: UseInfiniteQueryResult<InfiniteData<{ items: readonly Item[] }>>;
  /** About how many are expected, for the time of waiting. */
  rows: number;
  /** Said where there is nothing. */
  none: { title: string; text: string; tone?: 'ok' | 'quiet' };
  children: (items: Item[]) => ReactNode;
}

/** A list that comes in parts: its rows and the button for more of them, or why there are none. */
export function ListView<Item>({ query, rows, none, children }: Props<Item>) {
  return (
    <QueryView query={query} rows={rows}>
      {({ pages }) => {
        const items = pages.flatMap((part) => part.items);
        return items.length === 0 ? (
          <Empty title={none.title} tone={none.tone ?? 'quiet'}>
            <p>{none.text}</p>
          </Empty>
        ) : (
          <div className="space-y-3">
            {children(items)}
            <More query={query} />
          </div>
        );
      }}
    </QueryView>
  );
}
