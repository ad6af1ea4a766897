import { QueryCache, QueryClient } from '@tanstack/react-query';
import { problemOf } from '../ui/states.tsx';
import { isDerived, matches } from './live-topics.ts';

/**
 * The cache of what the server said. A query's key starts with its topic, so that a hint of the live stream finds
 * it: `['page:0198...', 'notifications']`.
 */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    // A session that ended is noticed by whatever asks first; the gate then asks who is signed in.
    onError: (error, query) => {
      if (problemOf(error)?.code !== 'unauthenticated' || query.queryKey[0] === 'session') return;
      void queryClient.invalidateQueries({ queryKey: ['session'] });
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 20_000,
      // What the server refused it refuses again; only silence is worth another try.
      retry: (times, error) => times < (navigator.onLine ? 2 : 0) && (problemOf(error)?.status ?? 503) >= 500,
      retryDelay: (times) => 400 * 3 ** times,
      refetchOnWindowFocus: true,
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});

/** Asks again for everything that one of the topics is about, and for what is derived from it (`meta.from`). */
export function invalidateTopics(topics: readonly string[]): void {
  void queryClient.invalidateQueries({
    predicate: ({ queryKey, meta }) => matches(queryKey, topics) || isDerived(meta, topics),
  });
}
