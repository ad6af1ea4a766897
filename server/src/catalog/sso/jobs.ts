import type { Jobs } from '../../platform/jobs.ts';
import { expireLogins } from './actions.ts';

export const jobs: Jobs = {
  periodic: [{ name: 'catalog.expireLogins', everyMinutes: 60, run: expireLogins }],
};
