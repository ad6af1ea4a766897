import type { BodyOf } from '@muster/contract/platform/endpoint';
import {
  acceptHandoff,
  draftHandoff,
  offerHandoff,
  refuseHandoff,
  withdrawHandoff,
} from '@muster/contract/respond/handoffs';
import type { Incident } from '@muster/contract/respond/incidents';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../app/api.ts';
import { useAct } from '../act.ts';

/** The brief as the record had it when it was asked for: what somebody is editing does not change under the hand. */
export const draftOf = (incident: Pick<Incident, 'id'>, role: string) =>
  queryOptions({
    queryKey: ['handoff-draft', incident.id, role],
    queryFn: ({ signal }) => call(draftHandoff, { params: { ref: incident.id }, query: { role }, signal }),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

export function useOffer(incident: Incident) {
  return useAct(
    incident,
    (body: BodyOf<typeof offerHandoff>) =>
      call(offerHandoff, { params: { ref: incident.id }, body, idempotencyKey: crypto.randomUUID() }),
    { quiet: true },
  );
}

export function useAccept(incident: Incident, id: string) {
  return useAct(
    incident,
    (body: BodyOf<typeof acceptHandoff>) => call(acceptHandoff, { params: { ref: incident.id, id }, body }),
    { quiet: true },
  );
}

export function useRefuse(incident: Incident, id: string) {
  return useAct(incident, (reason: string) =>
    call(refuseHandoff, { params: { ref: incident.id, id }, body: reason ? { reason } : {} }),
  );
}

export function useWithdraw(incident: Incident, id: string) {
  return useAct(incident, () => call(withdrawHandoff, { params: { ref: incident.id, id }, body: {} }));
}
