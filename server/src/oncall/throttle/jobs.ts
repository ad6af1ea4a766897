import type { Jobs } from '../../platform/jobs.ts';
import { nextDueAt, releaseHeld, releaseSweep } from './actions.ts';

export const jobs: Jobs = {
  sweeps: [{ name: releaseSweep, nextDueAt, run: releaseHeld }],
};
