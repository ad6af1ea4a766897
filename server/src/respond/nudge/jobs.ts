import { incidentChanged } from '@muster/contract/respond/news';
import type { Jobs } from '../../platform/jobs.ts';
import { followIncidents, nextLookAt, signSweep, watchSigns } from './actions.ts';

export const jobs: Jobs = {
  subscriptions: [{ name: 'respond.followSigns', types: [incidentChanged.type], run: followIncidents }],
  sweeps: [{ name: signSweep, nextDueAt: nextLookAt, run: watchSigns }],
};
