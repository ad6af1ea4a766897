import type { Jobs } from '../../platform/jobs.ts';
import { forgetOld } from './actions.ts';

export const jobs: Jobs = {
  periodic: [{ name: 'detect.forgetOldEvents', everyMinutes: 60, run: forgetOld }],
};
