import type { Jobs } from '../../platform/jobs.ts';
import { forgetLetters } from './actions.ts';

export const jobs: Jobs = {
  periodic: [{ name: 'catalog.forgetLetters', everyMinutes: 60, run: forgetLetters }],
};
