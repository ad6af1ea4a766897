import type { BodyOf } from '@muster/contract/platform/endpoint';
import type { Incident } from '@muster/contract/respond/incidents';
import {
  askResponders,
  checkIn,
  dismissRelief,
  getRoster,
  joinIncident,
  releaseResponder,
} from '@muster/contract/respond/roster';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../app/api.ts';
import { useAct } from '../act.ts';
import { incidentTopic } from '../queries.ts';

/** What the roster needs beside the incident; pages and rotas move without it, so it is asked for again. */
export const rosterOfIncident = (incident: Pick<Incident, 'id'>) =>
  queryOptions({
    queryKey: [incidentTopic(incident), 'roster'],
    queryFn: ({ signal }) => call(getRoster, { params: { ref: incident.id }, signal }),
    refetchInterval: 30_000,
  });

export function useJoin(incident: Incident) {
  return useAct(incident, () => call(joinIncident, { params: { ref: incident.id } }));
}

export function useLetGo(incident: Incident) {
  return useAct(incident, (person: string) =>
    call(releaseResponder, { params: { ref: incident.id, person }, query: {} }),
  );
}

export function useAskResponders(incident: Incident, options?: { quiet: boolean }) {
  return useAct(
    incident,
    (body: BodyOf<typeof askResponders>) =>
      call(askResponders, { params: { ref: incident.id }, body, idempotencyKey: crypto.randomUUID() }),
    options,
  );
}

export function useDismissRelief(incident: Incident) {
  return useAct(incident, (body: BodyOf<typeof dismissRelief>) =>
    call(dismissRelief, { params: { ref: incident.id }, body }),
  );
}

export function useCheckIn(incident: Incident) {
  return useAct(incident, (body: BodyOf<typeof checkIn>) =>
    call(checkIn, { params: { ref: incident.id }, body }),
  );
}
