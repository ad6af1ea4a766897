import type { Jobs } from '../../platform/jobs.ts';
import { clockSweep } from '../incident/change.ts';
import { nextClockDue } from '../incident/store.ts';
import { watchClocks } from './actions.ts';

export const jobs: Jobs = {
  sweeps: [{ name: clockSweep, nextDueAt: nextClockDue, run: watchClocks }],
};
