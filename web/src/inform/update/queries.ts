import * as endpoints from '@muster/contract/inform/updates';
import type { BodyOf } from '@muster/contract/platform/endpoint';
import type { Incident } from '@muster/contract/respond/incidents';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../app/api.ts';

type Of = Pick<Incident, 'id'>;

/** The topic of the hints about an incident: news belong to it, and are asked for anew with it. */
function topicOf({ id }: Of): string {
  return `incident:${id}`;
}

export const updatesOf = (incident: Of) =>
  queryOptions({
    queryKey: [topicOf(incident), 'updates'],
    queryFn: ({ signal }) => call(endpoints.listUpdates, { params: { ref: incident.id }, signal }),
  });

export function useWriteUpdate(incident: Of) {
  return useNews(incident, (body: BodyOf<typeof endpoints.createUpdate>) =>
    call(endpoints.createUpdate, { params: { ref: incident.id }, body }),
  );
}

export function useCorrectUpdate(incident: Of, id: string) {
  return useNews(incident, (body: BodyOf<typeof endpoints.correctUpdate>) =>
    call(endpoints.correctUpdate, { params: { ref: incident.id, id }, body }),
  );
}

export function useRetractUpdate(incident: Of, id: string) {
  return useNews(incident, (body: BodyOf<typeof endpoints.retractUpdate>) =>
    call(endpoints.retractUpdate, { params: { ref: incident.id, id }, body }),
  );
}

/** A yes, or a no with its reason, to exactly the news that were read. */
export function useAnswerWaiting(incident: Of, { audience, id }: endpoints.Waiting) {
  const params = { ref: incident.id, audience };
  const approve = useNews(incident, () => call(endpoints.approveUpdate, { params, body: { id } }));
  const withdraw = useNews(incident, (reason: string) =>
    call(endpoints.withdrawUpdate, { params, body: { id, reason } }),
  );
  return { approve, withdraw };
}

/** All of them answer how the news stand then. */
function useNews<Input>(incident: Of, mutationFn: (input: Input) => Promise<endpoints.Updates>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: (answer) => client.setQueryData(updatesOf(incident).queryKey, answer),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: [topicOf(incident)] });
      void client.invalidateQueries({ queryKey: ['incidents'] });
    },
  });
}
