import type { Jobs } from '../../platform/jobs.ts';
import { releaseHeld, releaseSweep } from './actions.ts';
import { nextReleaseAt } from './store.ts';

export const jobs: Jobs = {
  sweeps: [{ name: releaseSweep, nextDueAt: nextReleaseAt, run: releaseHeld }],
};
