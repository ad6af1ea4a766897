import type { Jobs } from '../../platform/jobs.ts';
import { newsSweep, tellImported } from './actions.ts';
import { nextNewsDue } from './store.ts';

export const jobs: Jobs = {
  sweeps: [{ name: newsSweep, nextDueAt: nextNewsDue, run: tellImported }],
};
