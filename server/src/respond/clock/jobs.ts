import type { Jobs } from '../../platform/jobs.ts';
import { clockSweep } from '../stream/actions.ts';
import { nextRunsOutAt, watchAll } from './actions.ts';

export const jobs: Jobs = {
  errands: [{ name: clockSweep, nextDueAt: nextRunsOutAt, run: watchAll }],
};
