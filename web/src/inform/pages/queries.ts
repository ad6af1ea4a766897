import {
  createStatusPage,
  decidePageUpdate,
  deleteStatusPage,
  getStatusPage,
  listNotices,
  listPlacements,
  listStatusPages,
  putStatusPage,
} from '@muster/contract/inform/status-pages';
import type { BodyOf } from '@muster/contract/platform/endpoint';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../app/api.ts';

/** The topic of their hints; whatever stands on a page belongs to it. */
const topic = 'status-pages';

export const statusPages = queryOptions({
  queryKey: [topic],
  queryFn: ({ signal }) => call(listStatusPages, { signal }),
});

export const statusPage = (name: string) =>
  queryOptions({
    queryKey: [topic, name],
    queryFn: ({ signal }) => call(getStatusPage, { params: { name }, signal }),
  });

export const noticesOf = (name: string) =>
  queryOptions({
    queryKey: [topic, name, 'notices'],
    queryFn: ({ signal }) => call(listNotices, { params: { name }, signal }),
  });

export const placementsOf = (incident: string) =>
  queryOptions({
    queryKey: [topic, 'placements', incident],
    queryFn: ({ signal }) => call(listPlacements, { params: { ref: incident }, signal }),
  });

function useAgain() {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: [topic] });
}

export function useCreatePage() {
  const again = useAgain();
  return useMutation({
    mutationFn: (body: BodyOf<typeof createStatusPage>) => call(createStatusPage, { body }),
    onSuccess: again,
  });
}

/** Refused where somebody has changed it since it was read. */
export function useSavePage(name: string, version: string) {
  const again = useAgain();
  return useMutation({
    mutationFn: (body: BodyOf<typeof putStatusPage>) =>
      call(putStatusPage, { params: { name }, body, ifMatch: version }),
    onSuccess: again,
  });
}

export function useDeletePage(name: string) {
  const again = useAgain();
  return useMutation({ mutationFn: () => call(deleteStatusPage, { params: { name } }), onSuccess: again });
}

export function useDecideUpdate(name: string) {
  const again = useAgain();
  return useMutation({
    mutationFn: ({ id, ...body }: BodyOf<typeof decidePageUpdate> & { id: string }) =>
      call(decidePageUpdate, { params: { name, id }, body }),
    onSettled: again,
  });
}
