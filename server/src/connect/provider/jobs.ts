import type { Jobs } from '../../platform/jobs.ts';
import { forgetOld, watchClasses } from './actions.ts';

export const jobs: Jobs = {
  sealed: ['connect.providers.sealed'],
  periodic: [
    { name: 'connect.watchClasses', everyMinutes: 1, run: watchClasses },
    { name: 'connect.forgetAttempts', everyMinutes: 720, run: forgetOld },
  ],
};
