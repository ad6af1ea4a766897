import type { Jobs } from '../../platform/jobs.ts';
import { forgetCodes } from './actions.ts';

export const jobs: Jobs = {
  periodic: [{ name: 'connect.forgetCodes', everyMinutes: 60, run: forgetCodes }],
};
