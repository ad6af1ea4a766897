import type { Jobs } from '../../platform/jobs.ts';
import { forgetTries } from './actions.ts';

export const jobs: Jobs = {
  periodic: [{ name: 'catalog.forgetTries', everyMinutes: 15, run: forgetTries }],
};
