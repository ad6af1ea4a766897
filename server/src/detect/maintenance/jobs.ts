import type { Jobs } from '../../platform/jobs.ts';
import { maintenanceSweep, nextTurnAt, turnMaintenances } from './actions.ts';

export const jobs: Jobs = {
  sweeps: [{ name: maintenanceSweep, nextDueAt: nextTurnAt, run: turnMaintenances }],
};
