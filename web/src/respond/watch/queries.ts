import type { BodyOf } from '@muster/contract/platform/endpoint';
import type { Incident } from '@muster/contract/respond/incidents';
import { endWatch, watchIncident } from '@muster/contract/respond/watch';
import { call } from '../../app/api.ts';
import { useAct } from '../act.ts';

export function useWatch(incident: Incident) {
  const params = { ref: incident.id };
  return useAct(incident, (body: BodyOf<typeof watchIncident>) => call(watchIncident, { params, body }), {
    quiet: true,
  });
}

export function useEndWatch(incident: Incident) {
  const params = { ref: incident.id };
  return useAct(incident, (body: BodyOf<typeof endWatch>) => call(endWatch, { params, body }));
}
