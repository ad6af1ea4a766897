import type { Jobs } from '../../platform/jobs.ts';
import { expireSessions } from './actions.ts';

export const jobs: Jobs = {
  periodic: [{ name: 'catalog.expireSessions', everyMinutes: 60, run: expireSessions }],
};
