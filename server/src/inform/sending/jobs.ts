import { maintenanceNews, newsOut } from '@muster/contract/inform/news';
import type { Jobs } from '../../platform/jobs.ts';
import { beginPlanned, beginSendings, fanOut, fanOutSweep } from './actions.ts';
import { nextSendingDue } from './views.ts';

export const jobs: Jobs = {
  subscriptions: [
    { name: 'inform.beginSendings', types: [newsOut.type], run: beginSendings },
    { name: 'inform.tellOfMaintenance', types: [maintenanceNews.type], run: beginPlanned },
  ],
  sweeps: [{ name: fanOutSweep, nextDueAt: nextSendingDue, run: fanOut }],
  sealed: ['inform.list_members.sealed'],
};
