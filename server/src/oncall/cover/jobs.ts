import type { Jobs } from '../../platform/jobs.ts';
import { coverSweep, forgetCoverLetters, remindOfCover } from './actions.ts';
import { nextRequestDue } from './store.ts';

export const jobs: Jobs = {
  sweeps: [{ name: coverSweep, nextDueAt: nextRequestDue, run: remindOfCover }],
  periodic: [{ name: 'oncall.forgetCoverLetters', everyMinutes: 60, run: forgetCoverLetters }],
};
