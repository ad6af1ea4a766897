import type { Jobs } from '../../platform/jobs.ts';
import { newsDueAt, newsSweep, tellImported } from './actions.ts';

export const jobs: Jobs = {
  sweeps: [{ name: newsSweep, nextDueAt: newsDueAt, run: tellImported }],
};
