import { maintenanceTurned } from '@muster/contract/detect/events';
import type { Jobs } from '../../platform/jobs.ts';
import { followTurns, nextReminderAt, remind, remindSweep } from './actions.ts';

export const jobs: Jobs = {
  subscriptions: [{ name: 'inform.followMaintenance', types: [maintenanceTurned.type], run: followTurns }],
  sweeps: [{ name: remindSweep, nextDueAt: nextReminderAt, run: remind }],
};
