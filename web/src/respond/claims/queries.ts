import type { BodyOf } from '@muster/contract/platform/endpoint';
import { extendClaim, makeClaim, releaseClaim } from '@muster/contract/respond/claims';
import type { Incident } from '@muster/contract/respond/incidents';
import { call } from '../../app/api.ts';
import { useAct } from '../act.ts';

export function useMakeClaim(incident: Incident) {
  return useAct(
    incident,
    (body: BodyOf<typeof makeClaim>) => call(makeClaim, { params: { ref: incident.id }, body }),
    { quiet: true },
  );
}

export function useExtendClaim(incident: Incident, id: string) {
  return useAct(incident, (minutes: number) =>
    call(extendClaim, { params: { ref: incident.id, id }, body: { minutes } }),
  );
}

export function useReleaseClaim(incident: Incident, id: string, options?: { quiet: boolean }) {
  return useAct(
    incident,
    (reason: string) =>
      call(releaseClaim, { params: { ref: incident.id, id }, query: reason === '' ? {} : { reason } }),
    options,
  );
}
