import type { Jobs } from '../../platform/jobs.ts';
import { handoverSweep, nextHandoverAt, tellLateHandovers } from './actions.ts';

export const jobs: Jobs = {
  sweeps: [{ name: handoverSweep, nextDueAt: nextHandoverAt, run: tellLateHandovers }],
};
