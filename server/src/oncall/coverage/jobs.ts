import type { Act } from '../../platform/act.ts';
import type { Jobs } from '../../platform/jobs.ts';
import { auditCoverage, nextCoverageAt } from './actions.ts';
import { coverageInputs } from './views.ts';

/** Looks at coverage now. */
export function lookAtCoverage(act: Act): Promise<number> {
  return auditCoverage(act, () => coverageInputs(act.tx, act.platform.settings, act.now));
}

/** On each change, and each hour for what changes by itself as time goes on. */
export const jobs: Jobs = {
  onlyAudited: true,
  sweeps: [
    {
      name: 'oncall.auditCoverage',
      nextDueAt: nextCoverageAt,
      // Once is enough: whatever was due has been looked at.
      run: async (act) => Math.min(0, await lookAtCoverage(act)),
    },
  ],
  periodic: [
    { name: 'oncall.lookAtCoverage', everyMinutes: 60, run: async (act) => void (await lookAtCoverage(act)) },
  ],
};
