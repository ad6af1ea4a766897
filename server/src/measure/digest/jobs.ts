import type { Jobs } from '../../platform/jobs.ts';
import { digestSweep, sendDigests } from './actions.ts';
import { nextDigestAt } from './store.ts';

export const jobs: Jobs = {
  sweeps: [{ name: digestSweep, nextDueAt: nextDigestAt, run: sendDigests }],
};
