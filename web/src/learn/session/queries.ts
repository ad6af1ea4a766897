import { listPeople } from '@muster/contract/catalog/people';
import {
  changeSession,
  getSession,
  listSessions,
  proposeAgenda,
  type Session,
  type SessionChange,
} from '@muster/contract/learn/sessions';
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../app/api.ts';
import { reasonOf } from '../../ui/states.tsx';
import { say } from '../../ui/toast.tsx';
import { words } from './messages.ts';

export const sessionList = infiniteQueryOptions({
  queryKey: ['sessions', 'list'],
  queryFn: ({ pageParam, signal }) =>
    call(listSessions, { query: { limit: 50, ...(pageParam ? { cursor: pageParam } : {}) }, signal }),
  initialPageParam: '',
  getNextPageParam: (last) => last.nextCursor,
});

export const oneSession = (id: string) =>
  queryOptions({
    queryKey: ['sessions', id],
    queryFn: ({ signal }) => call(getSession, { params: { id }, signal }),
    retry: false,
  });

export const agenda = queryOptions({
  queryKey: ['sessions', 'agenda'],
  queryFn: ({ signal }) => call(proposeAgenda, { signal }),
});

/** Does something to a session, and shows what the server answered. */
export function useSessionAct<T>(
  id: string,
  act: (input: T) => Promise<Session>,
  after?: () => void,
  { quiet = false } = {},
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: (answer) => {
      client.setQueryData(oneSession(id).queryKey, answer);
      if (!quiet) say(words.saved);
      after?.();
      return client.invalidateQueries({ queryKey: ['sessions'] });
    },
    onError: (error) => say(words.notDone(reasonOf(error)), 'warning'),
  });
}

export const change = (id: string) => (body: SessionChange) => call(changeSession, { params: { id }, body });

/** Everybody who works here, by name; of more than so many a session is a lecture. */
export const everybody = queryOptions({
  queryKey: ['people', 'for-sessions'],
  queryFn: ({ signal }) => call(listPeople, { query: { limit: 200 }, signal }),
  select: ({ items }) => items.filter(({ active }) => active),
  staleTime: 60_000,
});
