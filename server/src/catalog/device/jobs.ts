import type { Jobs } from '../../platform/jobs.ts';
import { forgetOldDevices } from './actions.ts';

export const jobs: Jobs = {
  periodic: [{ name: 'catalog.forgetOldDevices', everyMinutes: 60, run: forgetOldDevices }],
};
