import { incidentChanged } from '@muster/contract/respond/news';
import type { Jobs } from '../../platform/jobs.ts';
import { changesFigures, measureChanged } from './actions.ts';

export const jobs: Jobs = {
  subscriptions: [
    {
      name: 'measure.followIncidents',
      types: [incidentChanged.type],
      wants: changesFigures,
      run: measureChanged,
    },
  ],
};
