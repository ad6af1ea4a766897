import type { Jobs } from '../../platform/jobs.ts';
import { waitingWork } from './actions.ts';
import { nextWaitingAt, watchWaiting } from './due.ts';

export const jobs: Jobs = {
  errands: [{ name: waitingWork, nextDueAt: nextWaitingAt, run: watchWaiting }],
};
