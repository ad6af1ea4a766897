import { changeIncident, getIncident, type Incident } from '@muster/contract/respond/incidents';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../app/api.ts';
import { problemOf } from '../../ui/states.tsx';
import { type Change, incidentTopic, useShowIncident } from '../queries.ts';
import { type Conflict, conflictsOf } from './draft.ts';

const tries = 5;

/**
 * Saves a change of what stood there as `began`. A newer version is read and saved over, unless somebody changed the
 * very same thing: then nothing is saved, and the answer tells what stands there now.
 */
export function useSaveDetails(incident: Incident) {
  const client = useQueryClient();
  const show = useShowIncident();
  return useMutation({
    mutationFn: async ({ change, began }: { change: Change; began: Incident }): Promise<Conflict[]> => {
      let { version } = began;
      for (let left = tries; ; left -= 1) {
        try {
          const params = { ref: incident.id };
          show(await call(changeIncident, { params, body: change, ifMatch: String(version) }));
          return [];
        } catch (error) {
          if (problemOf(error)?.code !== 'precondition' || left === 1) throw error;
          const fresh = await call(getIncident, { params: { ref: incident.id }, query: {} });
          show(fresh);
          const conflicts = conflictsOf(change, began, fresh);
          if (conflicts.length > 0) return conflicts;
          version = fresh.version;
        }
      }
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: [incidentTopic(incident)] });
      void client.invalidateQueries({ queryKey: ['incidents'] });
    },
  });
}
