import type { Jobs } from '../../platform/jobs.ts';
import { coverSweep, forgetCoverLetters, nextCoverAt, remindOfCover } from './actions.ts';

export const jobs: Jobs = {
  sweeps: [{ name: coverSweep, nextDueAt: nextCoverAt, run: remindOfCover }],
  periodic: [{ name: 'oncall.forgetCoverLetters', everyMinutes: 60, run: forgetCoverLetters }],
};
