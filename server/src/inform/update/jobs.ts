import type { Jobs } from '../../platform/jobs.ts';
import { nextWaitingAt, waitingWork, watchWaiting } from './actions.ts';

export const jobs: Jobs = {
  errands: [{ name: waitingWork, nextDueAt: nextWaitingAt, run: watchWaiting }],
};
