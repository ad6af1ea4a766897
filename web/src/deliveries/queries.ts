import type { QueryOf } from '@muster/contract/platform/endpoint';
import { getMessage, listMessages } from '@muster/contract/platform/messages';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../app/api.ts';

export type MessageFilter = Omit<QueryOf<typeof listMessages>, 'limit' | 'cursor'>;

export const messageList = (filter: MessageFilter) =>
  infiniteQueryOptions({
    queryKey: ['messages', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      call(listMessages, {
        query: { ...filter, limit: 50, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });

export const oneMessage = (id: string) =>
  queryOptions({
    queryKey: ['messages', 'one', id],
    queryFn: ({ signal }) => call(getMessage, { params: { id }, signal }),
  });
