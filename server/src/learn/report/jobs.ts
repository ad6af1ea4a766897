import { retrospectiveChanged } from '@muster/contract/learn/news';
import type { Jobs } from '../../platform/jobs.ts';
import { tellOfReports } from './actions.ts';

export const jobs: Jobs = {
  subscriptions: [{ name: 'learn.tellOfReports', types: [retrospectiveChanged.type], run: tellOfReports }],
};
