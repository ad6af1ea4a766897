import type { Jobs } from '../../platform/jobs.ts';
import { forgetUnconfirmed } from './actions.ts';

export const jobs: Jobs = {
  periodic: [{ name: 'inform.forgetUnconfirmed', everyMinutes: 60, run: forgetUnconfirmed }],
  sealed: ['inform.subscribers.sealed'],
};
