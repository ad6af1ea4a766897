import { incidentChanged, incidentsImported } from '@muster/contract/respond/news';
import type { Jobs } from '../../platform/jobs.ts';
import { changesFigures, measureChanged, nextOutdatedAt, remakeOutdated } from './actions.ts';

export const jobs: Jobs = {
  subscriptions: [
    {
      name: 'measure.followIncidents',
      types: [incidentChanged.type, incidentsImported.type],
      wants: changesFigures,
      run: measureChanged,
    },
  ],
  sweeps: [{ name: 'measure.remakeOutdated', nextDueAt: nextOutdatedAt, run: remakeOutdated }],
};
