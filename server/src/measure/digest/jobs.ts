import type { Jobs } from '../../platform/jobs.ts';
import { digestSweep, nextDigestDue, sendDigests } from './actions.ts';
import { ownLoad } from './views.ts';

export const jobs: Jobs = {
  sweeps: [{ name: digestSweep, nextDueAt: nextDigestDue, run: (act) => sendDigests(act, ownLoad) }],
};
