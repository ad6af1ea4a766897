import { createUpdate, listUpdates } from '@muster/contract/inform/updates';
import type { BodyOf } from '@muster/contract/platform/endpoint';
import type { Incident } from '@muster/contract/respond/incidents';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { call } from '../../app/api.ts';
import { useAct } from '../../respond/act.ts';
import { incidentTopic } from '../../respond/queries.ts';

export const updatesOf = (incident: Pick<Incident, 'id'>) =>
  queryOptions({
    queryKey: [incidentTopic(incident), 'updates'],
    queryFn: ({ signal }) => call(listUpdates, { params: { ref: incident.id }, signal }),
  });

export function useWriteUpdate(incident: Incident, options?: { quiet: boolean }) {
  const client = useQueryClient();
  return useAct(
    incident,
    async (body: BodyOf<typeof createUpdate>) => {
      const answer = await call(createUpdate, { params: { ref: incident.id }, body });
      client.setQueryData(updatesOf(incident).queryKey, answer);
    },
    options,
  );
}
