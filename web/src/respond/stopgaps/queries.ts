import type { BodyOf } from '@muster/contract/platform/endpoint';
import type { Incident } from '@muster/contract/respond/incidents';
import { endStopGap, limitDamage, moveStopGap } from '@muster/contract/respond/stopgaps';
import { call } from '../../app/api.ts';
import { useAct } from '../act.ts';

const quiet = { quiet: true };

export function useLimitDamage(incident: Incident) {
  const params = { ref: incident.id };
  return useAct(incident, (body: BodyOf<typeof limitDamage>) => call(limitDamage, { params, body }), quiet);
}

export function useMoveStopGap(incident: Incident, id: string) {
  const params = { ref: incident.id, id };
  return useAct(incident, (body: BodyOf<typeof moveStopGap>) => call(moveStopGap, { params, body }), quiet);
}

export function useEndStopGap(incident: Incident, id: string) {
  const params = { ref: incident.id, id };
  return useAct(incident, (body: BodyOf<typeof endStopGap>) => call(endStopGap, { params, body }), quiet);
}
