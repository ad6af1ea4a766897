import { alertsFired } from '@muster/contract/detect/events';
import type { Jobs } from '../../platform/jobs.ts';
import { noteRecurrences } from '../watch/actions.ts';
import { followAlerts } from './actions.ts';

export const jobs: Jobs = {
  subscriptions: [
    {
      name: 'respond.followAlerts',
      types: [alertsFired.type],
      // One row for each batch of alerts serves both: many batches come in a second.
      run: async (act, events) => {
        await followAlerts(act, events);
        await noteRecurrences(act, events);
      },
    },
  ],
};
