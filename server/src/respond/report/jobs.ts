import { reportWaits } from '@muster/contract/respond/news';
import type { Jobs } from '../../platform/jobs.ts';
import { gatherReports } from './actions.ts';

export const jobs: Jobs = {
  subscriptions: [{ name: 'respond.gatherReports', types: [reportWaits.type], run: gatherReports }],
};
