import type { UseInfiniteQueryResult, UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { ui } from './messages.ts';
import { Loading, Trouble } from './states.tsx';

interface Props<T> {
  query: UseQueryResult<T>;
  rows?: number;
  /** The name of the screen, for those that have no heading before the answer is there. */
  title?: string;
  children: (answer: T) => ReactNode;
}

/** Every state of one question in one place. Old answers stay in sight when a renewal fails. */
export function QueryView<T>({ query, rows = 3, title, children }: Props<T>) {
  if (query.data !== undefined) return children(query.data);
  return (
    <>
      {title !== undefined && <h1 className="sr-only">{title}</h1>}
      {query.isError ? (
        <Trouble error={query.error} retry={() => query.refetch()} />
      ) : (
        <Loading rows={rows} />
      )}
    </>
  );
}

/** The button below a list that has more than is shown. */
export function More({ query }: { query: UseInfiniteQueryResult }) {
  if (query.isFetchNextPageError) return <Trouble error={query.error} retry={() => query.fetchNextPage()} />;
  if (!query.hasNextPage) return null;
  return (
    <Button className="w-full" busy={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
      {query.isFetchingNextPage ? ui.loadingMore : ui.loadMore}
    </Button>
  );
}
