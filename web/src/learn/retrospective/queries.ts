import { getCards } from '@muster/contract/learn/facilitation';
import { listFactors } from '@muster/contract/learn/factors';
import { listFollowUps } from '@muster/contract/learn/followups';
import { listRecollections } from '@muster/contract/learn/parts';
import {
  getRetrospective,
  listRetrospectives,
  type Retrospective,
  retrospectiveDocument,
  suggestRetrospective,
} from '@muster/contract/learn/retrospectives';
import type { QueryOf } from '@muster/contract/platform/endpoint';
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { call } from '../../app/api.ts';
import { reasonOf } from '../../ui/states.tsx';
import { say } from '../../ui/toast.tsx';
import { words } from './messages.ts';

export type Filter = Omit<QueryOf<typeof listRetrospectives>, 'limit' | 'cursor'>;

export const retrospectiveList = (filter: Filter) =>
  infiniteQueryOptions({
    queryKey: ['retrospectives', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      call(listRetrospectives, {
        query: { ...filter, limit: 50, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });

export const suggestion = (ref: string) =>
  queryOptions({
    queryKey: ['retrospectives', 'suggestion', ref],
    queryFn: ({ signal }) => call(suggestRetrospective, { params: { ref }, query: {}, signal }),
  });

export const topicOf = ({ id }: Pick<Retrospective, 'id'>) => `retrospective:${id}`;

export const oneById = (id: string) =>
  queryOptions({
    queryKey: [topicOf({ id })],
    queryFn: ({ signal }) => call(getRetrospective, { params: { id }, signal }),
    retry: false,
  });

/** For whoever leads; the server has none for others. */
export const cardsOf = (id: string) =>
  queryOptions({
    queryKey: [topicOf({ id }), 'cards'],
    queryFn: ({ signal }) => call(getCards, { params: { id }, signal }),
    retry: false,
  });

export const writtenIn = (id: string) =>
  queryOptions({
    queryKey: ['retrospective-text', id],
    queryFn: ({ signal }) => call(retrospectiveDocument, { params: { id }, signal }),
    refetchInterval: 15_000,
  });

export const accountsOf = (id: string) =>
  queryOptions({
    queryKey: [topicOf({ id }), 'accounts'],
    queryFn: ({ signal }) => call(listRecollections, { params: { id }, signal }),
  });

export const factorsLike = (query: QueryOf<typeof listFactors>) =>
  queryOptions({
    queryKey: ['retrospectives', 'factors', query],
    queryFn: ({ signal }) => call(listFactors, { query, signal }),
  });

/** What was agreed after it, as far as the checks look at it. */
export function useAgreed(id: string) {
  const query = useQuery({
    queryKey: ['follow-ups', 'of-retrospective', id],
    queryFn: ({ signal }) => call(listFollowUps, { query: { retrospective: id, limit: 200 }, signal }),
  });
  return (query.data?.items ?? []).map(({ state, kind, owner, dueOn, deliverable }) => ({
    isIdea: state === 'idea',
    kind,
    owner,
    deliverable,
    due: dueOn,
  }));
}

/** One thing that is done to it; all that is known of it is asked for anew. A form shows its own errors: `quiet`. */
export function useAct<Given>(
  { id }: Pick<Retrospective, 'id'>,
  act: (given: Given) => Promise<unknown>,
  { quiet = false }: { quiet?: boolean } = {},
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onError: (error) => {
      if (!quiet) say(words.notDone(reasonOf(error)), 'warning');
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: [topicOf({ id })] });
      void client.invalidateQueries({ queryKey: ['retrospectives'] });
    },
  });
}
