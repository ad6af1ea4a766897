import { alertGroupAcknowledged, alertGroupOpened, alertGroupResolved } from '@muster/contract/detect/events';
import { notificationFailed } from '@muster/contract/oncall/events';
import type { Jobs } from '../../platform/jobs.ts';
import { followFailures, followGroups, nextTickAt, pagesSweep, tickDuePages } from './actions.ts';

export const jobs: Jobs = {
  subscriptions: [
    {
      name: 'oncall.followGroups',
      types: [alertGroupOpened.type, alertGroupAcknowledged.type, alertGroupResolved.type],
      run: followGroups,
    },
    { name: 'oncall.followFailures', types: [notificationFailed.type], run: followFailures },
  ],
  sweeps: [{ name: pagesSweep, nextDueAt: nextTickAt, run: tickDuePages }],
};
