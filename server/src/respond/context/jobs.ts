import { incidentChanged } from '@muster/contract/respond/news';
import type { Jobs } from '../../platform/jobs.ts';
import { isDeclared, takeContext } from './actions.ts';

export const jobs: Jobs = {
  subscriptions: [
    { name: 'respond.takeContext', types: [incidentChanged.type], wants: isDeclared, run: takeContext },
  ],
};
