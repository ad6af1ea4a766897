import { listReportNumbers } from '@muster/contract/learn/figures';
import type { QueryOf } from '@muster/contract/platform/endpoint';
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { call } from '../../app/api.ts';

export type NumberFilter = Omit<QueryOf<typeof listReportNumbers>, 'limit' | 'cursor'>;

export const reportNumbers = (filter: NumberFilter) =>
  infiniteQueryOptions({
    queryKey: ['retrospectives', 'numbers', filter],
    queryFn: ({ pageParam, signal }) =>
      call(listReportNumbers, {
        query: { ...filter, limit: 100, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });
