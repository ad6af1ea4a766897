import {
  changeMaintenance,
  listMaintenances,
  type Maintenance,
  type MaintenanceChange,
  previewMaintenance,
} from '@muster/contract/detect/maintenances';
import type { BodyOf } from '@muster/contract/platform/endpoint';
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { call } from '../../app/api.ts';
import { reasonOf } from '../../ui/states.tsx';
import { say } from '../../ui/toast.tsx';
import { words } from './messages.ts';

export const pastMaintenance = infiniteQueryOptions({
  queryKey: ['maintenances', 'over'],
  queryFn: ({ pageParam, signal }) =>
    call(listMaintenances, {
      query: { when: 'over', limit: 20, ...(pageParam ? { cursor: pageParam } : {}) },
      signal,
    }),
  initialPageParam: '',
  getNextPageParam: (last) => last.nextCursor,
});

export const preview = (body: BodyOf<typeof previewMaintenance>) =>
  queryOptions({
    queryKey: ['maintenances', 'preview', body],
    queryFn: ({ signal }) => call(previewMaintenance, { body, signal }),
    placeholderData: keepPreviousData,
    retry: false,
  });

/** Changes one as it was read, and says what was done. */
export function useChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ one, change }: { one: Maintenance; change: MaintenanceChange; done: string }) =>
      call(changeMaintenance, { params: { id: one.id }, body: change, ifMatch: one.version }),
    onSuccess: (_, { done }) => say(done, 'ok'),
    onError: (error) => say(words.notDone(reasonOf(error)), 'warning'),
    onSettled: () => client.invalidateQueries({ queryKey: ['maintenances'] }),
  });
}
