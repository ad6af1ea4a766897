import type { Jobs } from '../../platform/jobs.ts';
import { forgetOldCheckIns } from './actions.ts';

export const jobs: Jobs = {
  periodic: [{ name: 'respond.forgetCheckIns', everyMinutes: 10, run: forgetOldCheckIns }],
};
