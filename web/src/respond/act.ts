import type { Incident } from '@muster/contract/respond/incidents';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { reasonOf } from '../ui/states.tsx';
import { say } from '../ui/toast.tsx';
import { words } from './messages.ts';
import { incidentTopic, useShowIncident } from './queries.ts';

/**
 * One thing that a panel does to an incident. What the server answers is shown at once, and all that is known of the
 * incident is asked for anew. A form shows its own errors: `quiet` leaves them to it.
 */
export function useAct<Given>(
  incident: Pick<Incident, 'id'>,
  act: (given: Given) => Promise<unknown>,
  { quiet = false }: { quiet?: boolean } = {},
) {
  const client = useQueryClient();
  const show = useShowIncident();
  return useMutation({
    mutationFn: act,
    onSuccess: (answer) => {
      if (isIncident(answer)) show(answer);
    },
    onError: (error) => {
      if (!quiet) say(words.notDone(reasonOf(error)), 'warning');
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: [incidentTopic(incident)] });
      void client.invalidateQueries({ queryKey: ['incidents'] });
    },
  });
}

/** Answers are either nothing or the incident, whole, as the contract says. */
function isIncident(answer: unknown): answer is Incident {
  return typeof answer === 'object' && answer !== null && 'clocks' in answer && 'entries' in answer;
}
