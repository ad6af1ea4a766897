import type { Act } from '../../platform/act.ts';
import type { Jobs } from '../../platform/jobs.ts';
import { tellOfRest } from './actions.ts';
import { restsDue } from './views.ts';

/** Looks now whose rest has begun. */
export function lookForRest(act: Act): Promise<void> {
  return tellOfRest(act, () => restsDue(act.tx, act.now));
}

export const jobs: Jobs = {
  periodic: [{ name: 'measure.tellOfRest', everyMinutes: 15, run: lookForRest }],
};
