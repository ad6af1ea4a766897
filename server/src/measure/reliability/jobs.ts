import { retrospectiveChanged } from '@muster/contract/learn/news';
import { incidentChanged, incidentsImported } from '@muster/contract/respond/news';
import type { Jobs } from '../../platform/jobs.ts';
import { changesFigures, measureChanged, measureLearnt, nextOutdatedAt, remakeOutdated } from './actions.ts';

export const jobs: Jobs = {
  subscriptions: [
    {
      name: 'measure.followIncidents',
      types: [incidentChanged.type, incidentsImported.type],
      wants: changesFigures,
      run: measureChanged,
    },
    { name: 'measure.followReports', types: [retrospectiveChanged.type], run: measureLearnt },
  ],
  sweeps: [{ name: 'measure.remakeOutdated', nextDueAt: nextOutdatedAt, run: remakeOutdated }],
};
