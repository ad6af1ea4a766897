import { incidentChanged } from '@muster/contract/respond/news';
import type { Jobs } from '../../platform/jobs.ts';
import { takeLatersOf } from './actions.ts';

export const jobs: Jobs = {
  subscriptions: [{ name: 'learn.takeLaters', types: [incidentChanged.type], run: takeLatersOf }],
};
