import type { Jobs } from '../../platform/jobs.ts';
import { forgetExpired } from './actions.ts';

export const jobs: Jobs = {
  sealed: ['catalog.authenticators.secret', 'catalog.authenticators.pending'],
  periodic: [{ name: 'catalog.forgetExpiredChallenges', everyMinutes: 10, run: forgetExpired }],
};
