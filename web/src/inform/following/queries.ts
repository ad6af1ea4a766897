import {
  createSubscription,
  deleteSubscription,
  listSubscriptions,
} from '@muster/contract/inform/subscriptions';
import type { BodyOf } from '@muster/contract/platform/endpoint';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../app/api.ts';
import { reasonOf } from '../../ui/states.tsx';
import { say } from '../../ui/toast.tsx';
import { words } from './messages.ts';

export const mySubscriptions = queryOptions({
  queryKey: ['subscriptions'],
  queryFn: ({ signal }) => call(listSubscriptions, { signal }),
});

export function useFollow() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyOf<typeof createSubscription>) => call(createSubscription, { body }),
    onSuccess: (answer) => {
      client.setQueryData(mySubscriptions.queryKey, answer);
      say(words.followed);
    },
    onError: (error) => say(reasonOf(error), 'warning'),
  });
}

export function useStopFollowing() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call(deleteSubscription, { params: { id } }),
    onSuccess: () => say(words.stopped),
    onError: (error) => say(reasonOf(error), 'warning'),
    onSettled: () => client.invalidateQueries({ queryKey: mySubscriptions.queryKey }),
  });
}
