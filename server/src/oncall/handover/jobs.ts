import type { Jobs } from '../../platform/jobs.ts';
import { handoverSweep, nextHandoverAt, remindHandovers, tellLateHandovers } from './actions.ts';

export const jobs: Jobs = {
  periodic: [{ name: 'oncall.remindHandovers', everyMinutes: 5, run: remindHandovers }],
  sweeps: [{ name: handoverSweep, nextDueAt: nextHandoverAt, run: tellLateHandovers }],
};
