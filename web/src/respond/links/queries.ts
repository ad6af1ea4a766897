import type { BodyOf } from '@muster/contract/platform/endpoint';
import type { Incident } from '@muster/contract/respond/incidents';
import { addLink, removeLink } from '@muster/contract/respond/links';
import { listMerged, mergeIncident, unmergeIncident } from '@muster/contract/respond/merges';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../app/api.ts';
import { useAct } from '../act.ts';
import { incidentTopic } from '../queries.ts';

const quiet = { quiet: true };

export const mergedInto = (incident: Pick<Incident, 'id' | 'absorbed'>) =>
  queryOptions({
    queryKey: [incidentTopic(incident), 'merges', incident.absorbed],
    queryFn: ({ signal }) => call(listMerged, { params: { ref: incident.id }, signal }),
    meta: { from: ['incidents'] },
    enabled: incident.absorbed.length > 0,
  });

export function useAddLink(incident: Incident) {
  return useAct(
    incident,
    (body: BodyOf<typeof addLink>) => call(addLink, { params: { ref: incident.id }, body }),
    quiet,
  );
}

export function useRemoveLink(incident: Incident) {
  return useAct(incident, (id: string) => call(removeLink, { params: { ref: incident.id, id }, query: {} }));
}

export function useMerge(incident: Incident) {
  return useAct(
    incident,
    (body: BodyOf<typeof mergeIncident>) => call(mergeIncident, { params: { ref: incident.id }, body }),
    quiet,
  );
}

export function useUnmerge(incident: Incident) {
  return useAct(
    incident,
    (reason: string) => call(unmergeIncident, { params: { ref: incident.id }, query: { reason } }),
    quiet,
  );
}
