import { maintenanceTurned } from '@muster/contract/detect/events';
import type { Jobs } from '../../platform/jobs.ts';
import { followMaintenance } from './actions.ts';

export const jobs: Jobs = {
  subscriptions: [
    { name: 'oncall.followMaintenance', types: [maintenanceTurned.type], run: followMaintenance },
  ],
};
