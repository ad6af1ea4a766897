import { incidentChanged } from '@muster/contract/respond/news';
import type { Jobs } from '../../platform/jobs.ts';
import { isDeclared } from '../context/actions.ts';
import { askPairs, forgetOldCheckIns } from './actions.ts';

export const jobs: Jobs = {
  subscriptions: [
    { name: 'respond.askPairs', types: [incidentChanged.type], wants: isDeclared, run: askPairs },
  ],
  periodic: [{ name: 'respond.forgetCheckIns', everyMinutes: 10, run: forgetOldCheckIns }],
};
