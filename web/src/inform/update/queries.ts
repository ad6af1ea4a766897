import { createUpdate, listUpdates } from '@muster/contract/inform/updates';
import type { BodyOf } from '@muster/contract/platform/endpoint';
import type { Incident } from '@muster/contract/respond/incidents';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../app/api.ts';

/** The topic of the hints about an incident: news belong to it, and are asked for anew with it. */
function topicOf({ id }: Pick<Incident, 'id'>): string {
  return `incident:${id}`;
}

export const updatesOf = (incident: Pick<Incident, 'id'>) =>
  queryOptions({
    queryKey: [topicOf(incident), 'updates'],
    queryFn: ({ signal }) => call(listUpdates, { params: { ref: incident.id }, signal }),
  });

export function useWriteUpdate(incident: Pick<Incident, 'id'>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyOf<typeof createUpdate>) =>
      call(createUpdate, { params: { ref: incident.id }, body }),
    onSuccess: (answer) => client.setQueryData(updatesOf(incident).queryKey, answer),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: [topicOf(incident)] });
      void client.invalidateQueries({ queryKey: ['incidents'] });
    },
  });
}
