import type { Jobs } from '../../platform/jobs.ts';
import { expireLogins } from './actions.ts';

export const jobs: Jobs = {
  sealed: ['catalog.sso_providers.sealed_secret', 'catalog.sso_logins.sealed', 'catalog.sso_trials.sealed'],
  periodic: [{ name: 'catalog.expireLogins', everyMinutes: 60, run: expireLogins }],
};
