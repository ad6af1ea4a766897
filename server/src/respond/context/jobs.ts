import { incidentChanged } from '@muster/contract/respond/news';
import type { Jobs } from '../../platform/jobs.ts';
import { takeContext } from './actions.ts';

export const jobs: Jobs = {
  subscriptions: [{ name: 'respond.takeContext', types: [incidentChanged.type], run: takeContext }],
};
