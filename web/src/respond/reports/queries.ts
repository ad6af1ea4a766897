import type { BodyOf } from '@muster/contract/platform/endpoint';
import type { Incident } from '@muster/contract/respond/incidents';
import {
  addReport,
  dismissReports,
  linkReports,
  listIncidentReports,
  listReports,
} from '@muster/contract/respond/reports';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../app/api.ts';
import { reasonOf } from '../../ui/states.tsx';
import { say } from '../../ui/toast.tsx';
import { words as respond } from '../messages.ts';
import { incidentTopic } from '../queries.ts';

export const myReports = queryOptions({
  queryKey: ['reports', 'mine'],
  queryFn: ({ signal }) => call(listReports, { query: { by: 'me', limit: 50 }, signal }),
});

export const reportsOf = (incident: Pick<Incident, 'id'>) =>
  queryOptions({
    queryKey: [incidentTopic(incident), 'reports'],
    queryFn: ({ signal }) => call(listIncidentReports, { params: { ref: incident.id }, signal }),
  });

/** Sends a report. The key stays the same until it got through, so that trying again does not report twice. */
export function useReport(key: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyOf<typeof addReport>) => call(addReport, { body, idempotencyKey: key }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['reports'] });
      void client.invalidateQueries({ queryKey: ['incidents'] });
    },
  });
}

export function useLinkReports() {
  return useSettling(({ ref, reports }: { ref: string; reports: string[] }) =>
    call(linkReports, { params: { ref }, body: { reports } }),
  );
}

export function useDismissReports() {
  return useSettling((body: BodyOf<typeof dismissReports>) => call(dismissReports, { body }));
}

function useSettling<Given>(act: (given: Given) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onError: (error) => say(respond.notDone(reasonOf(error)), 'warning'),
    onSettled: () => client.invalidateQueries({ queryKey: ['reports'] }),
  });
}
