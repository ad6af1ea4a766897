import type { Incident } from '@muster/contract/respond/incidents';
import { releaseRole, takeRole } from '@muster/contract/respond/roles';
import { call } from '../../app/api.ts';
import { useAct } from '../act.ts';

export interface RoleWish {
  role: string;
  person?: string;
  reason?: string;
}

export function useTakeRole(incident: Incident, options?: { quiet: boolean }) {
  return useAct(
    incident,
    (body: RoleWish) => call(takeRole, { params: { ref: incident.id }, body }),
    options,
  );
}

export function useReleaseRole(incident: Incident, options?: { quiet: boolean }) {
  return useAct(
    incident,
    ({ role, person = 'me', reason }: RoleWish) =>
      call(releaseRole, {
        params: { ref: incident.id, role },
        query: { person, ...(reason ? { reason } : {}) },
      }),
    options,
  );
}
