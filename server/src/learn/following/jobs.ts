import { incidentChanged } from '@muster/contract/respond/news';
import type { Jobs } from '../../platform/jobs.ts';
import { followIncidents, tellsSomething } from './actions.ts';

export const jobs: Jobs = {
  subscriptions: [
    {
      name: 'learn.followIncidents',
      types: [incidentChanged.type],
      wants: tellsSomething,
      run: followIncidents,
    },
  ],
};
