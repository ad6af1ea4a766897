import { importHistory, previewHistory } from '@muster/contract/inform/history';
import { createPushTarget, deletePushTarget, listPushTargets, pushNow } from '@muster/contract/inform/push';
import { eraseSubscriber, exportSubscriber, listSubscribers } from '@muster/contract/inform/subscribers';
import type { BodyOf } from '@muster/contract/platform/endpoint';
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../app/api.ts';

/** The first part is the topic of their hints. */
export const subscribersOf = (page: { id: string; name: string }) =>
  infiniteQueryOptions({
    queryKey: [`subscribers:${page.id}`],
    queryFn: ({ signal, pageParam }) =>
      call(listSubscribers, {
        params: { name: page.name },
        query: pageParam === undefined ? {} : { cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });

export const targetsOf = (name: string) =>
  queryOptions({
    queryKey: ['status-pages', name, 'targets'],
    queryFn: ({ signal }) => call(listPushTargets, { params: { name }, signal }),
  });

export function useErase(page: { id: string; name: string }) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call(eraseSubscriber, { params: { name: page.name, id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: subscribersOf(page).queryKey }),
  });
}

export function useLookup(name: string) {
  return useMutation({
    mutationFn: (address: string) => call(exportSubscriber, { params: { name }, body: { address } }),
  });
}

function useAgain() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['status-pages'] });
}

export function useAddTarget(name: string) {
  const again = useAgain();
  return useMutation({
    mutationFn: (body: BodyOf<typeof createPushTarget>) => call(createPushTarget, { params: { name }, body }),
    onSuccess: again,
  });
}

export function useRemoveTarget(name: string) {
  const again = useAgain();
  return useMutation({
    mutationFn: (id: string) => call(deletePushTarget, { params: { name, id } }),
    onSuccess: again,
  });
}

export function usePushNow(name: string) {
  const again = useAgain();
  return useMutation({ mutationFn: () => call(pushNow, { params: { name } }), onSettled: again });
}

export function usePreview(name: string) {
  return useMutation({
    mutationFn: (body: unknown) => call(previewHistory, { params: { name }, body }),
  });
}

export function useImport(name: string) {
  const again = useAgain();
  return useMutation({
    mutationFn: (body: unknown) => call(importHistory, { params: { name }, body }),
    onSuccess: again,
  });
}
