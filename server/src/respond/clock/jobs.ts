import type { Jobs } from '../../platform/jobs.ts';
import { clockSweep } from '../incident/change.ts';
import { nextRunsOutAt, watchClocks } from './actions.ts';

export const jobs: Jobs = {
  sweeps: [{ name: clockSweep, nextDueAt: nextRunsOutAt, run: watchClocks }],
};
