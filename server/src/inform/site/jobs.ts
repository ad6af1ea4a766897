import type { Jobs } from '../../platform/jobs.ts';
import { plannedWork } from '../planned/views.ts';
import { sitesAmiss, writeSites, writeSitesAgain } from './actions.ts';
import { writeErrand } from './model.ts';

export const jobs: Jobs = {
  errands: [
    { name: writeErrand, nextDueAt: async () => null, run: (platform) => writeSites(platform, plannedWork) },
  ],
  periodic: [{ name: 'inform.writeSitesAgain', everyMinutes: 1, run: writeSitesAgain }],
  checks: [
    {
      name: 'inform.sitesAmiss',
      title: 'Status pages that cannot be written, so that their readers see what is old',
      look: sitesAmiss,
    },
  ],
};
