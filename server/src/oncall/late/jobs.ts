import type { Jobs } from '../../platform/jobs.ts';
import { nextLateAt, tellLate } from './actions.ts';

export const jobs: Jobs = {
  sweeps: [{ name: 'oncall.tellLate', nextDueAt: nextLateAt, run: tellLate }],
};
