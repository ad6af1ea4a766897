import type { BodyOf } from '@muster/contract/platform/endpoint';
import { changeImpact, stateImpact, withdrawImpact } from '@muster/contract/respond/impacts';
import type { Incident } from '@muster/contract/respond/incidents';
import { call } from '../../app/api.ts';
import { useAct } from '../act.ts';

export function useStateImpact(incident: Incident, options?: { quiet: boolean }) {
  return useAct(
    incident,
    (body: BodyOf<typeof stateImpact>) => call(stateImpact, { params: { ref: incident.id }, body }),
    options,
  );
}

export function useChangeImpact(incident: Incident, options?: { quiet: boolean }) {
  return useAct(
    incident,
    ({ id, ...body }: BodyOf<typeof changeImpact> & { id: string }) =>
      call(changeImpact, { params: { ref: incident.id, id }, body }),
    options,
  );
}

export function useWithdrawImpact(incident: Incident, id: string) {
  return useAct(
    incident,
    (reason: string) =>
      call(withdrawImpact, { params: { ref: incident.id, id }, query: reason === '' ? {} : { reason } }),
    { quiet: true },
  );
}
