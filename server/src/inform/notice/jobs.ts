import { newsOut } from '@muster/contract/inform/news';
import { incidentChanged } from '@muster/contract/respond/news';
import type { Jobs } from '../../platform/jobs.ts';
import { carryToPages, changesServices, followImpacts } from './actions.ts';

export const jobs: Jobs = {
  subscriptions: [
    { name: 'inform.carryToPages', types: [newsOut.type], run: carryToPages },
    {
      name: 'inform.followImpacts',
      types: [incidentChanged.type],
      wants: changesServices,
      run: followImpacts,
    },
  ],
};
