import { maintenanceNews, pageNews } from '@muster/contract/inform/news';
import type { Jobs } from '../../platform/jobs.ts';
import { fanOut, fanOutSweep, nextMailingAt, noteMaintenance, noteNews } from './actions.ts';

export const jobs: Jobs = {
  subscriptions: [
    {
      name: 'inform.tellSubscribers',
      types: [pageNews.type],
      async run(act, events) {
        for (const event of events) if (pageNews.is(event)) await noteNews(act, event);
      },
    },
    {
      name: 'inform.tellSubscribersOfMaintenance',
      types: [maintenanceNews.type],
      async run(act, events) {
        for (const event of events) if (maintenanceNews.is(event)) await noteMaintenance(act, event);
      },
    },
  ],
  sweeps: [{ name: fanOutSweep, nextDueAt: nextMailingAt, run: fanOut }],
};
