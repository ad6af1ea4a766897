import { alertGroupAcknowledged, alertGroupOpened, alertGroupResolved } from '@muster/contract/detect/events';
import type { Jobs } from '../../platform/jobs.ts';
import { followGroups, nextTickAt, pagesSweep, tickDuePages } from './actions.ts';

export const jobs: Jobs = {
  subscriptions: [
    {
      name: 'oncall.followGroups',
      types: [alertGroupOpened.type, alertGroupAcknowledged.type, alertGroupResolved.type],
      run: followGroups,
    },
  ],
  sweeps: [{ name: pagesSweep, nextDueAt: nextTickAt, run: tickDuePages }],
};
