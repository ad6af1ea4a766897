import type { Jobs } from '../../platform/jobs.ts';
import { forgetExpired } from './actions.ts';

export const jobs: Jobs = {
  periodic: [{ name: 'catalog.forgetExpiredChallenges', everyMinutes: 10, run: forgetExpired }],
};
