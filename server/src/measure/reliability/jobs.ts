import { retrospectiveChanged } from '@muster/contract/learn/news';
import { incidentChanged, incidentsImported } from '@muster/contract/respond/news';
import type { Jobs } from '../../platform/jobs.ts';
import {
  changesFigures,
  follows,
  measureChanged,
  measureLearnt,
  nextOutdatedAt,
  remakeOutdated,
} from './actions.ts';

export const jobs: Jobs = {
  subscriptions: [
    {
      name: follows.incidents,
      types: [incidentChanged.type, incidentsImported.type],
      wants: changesFigures,
      run: measureChanged,
    },
    { name: follows.reports, types: [retrospectiveChanged.type], run: measureLearnt },
  ],
  sweeps: [{ name: 'measure.remakeOutdated', nextDueAt: nextOutdatedAt, run: remakeOutdated }],
};
