import { pageNews } from '@muster/contract/inform/news';
import type { Jobs } from '../../platform/jobs.ts';
import { fanOut, fanOutSweep, nextMailingAt, noteNews } from './actions.ts';

export const jobs: Jobs = {
  subscriptions: [
    {
      name: 'inform.tellSubscribers',
      types: [pageNews.type],
      async run(act, events) {
        for (const event of events) if (pageNews.is(event)) await noteNews(act, event);
      },
    },
  ],
  sweeps: [{ name: fanOutSweep, nextDueAt: nextMailingAt, run: fanOut }],
};
