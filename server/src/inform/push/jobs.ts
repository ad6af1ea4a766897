import { pageNews } from '@muster/contract/inform/news';
import type { Jobs } from '../../platform/jobs.ts';
import { hurryPushes, nextPushAt, pushDue, pushesAmiss } from './actions.ts';
import { pushErrand } from './model.ts';

export const jobs: Jobs = {
  subscriptions: [
    {
      name: 'inform.hurryPushes',
      types: [pageNews.type],
      async run(act, events) {
        for (const event of events) if (pageNews.is(event)) await hurryPushes(act, event);
      },
    },
  ],
  errands: [{ name: pushErrand, nextDueAt: nextPushAt, run: pushDue }],
  checks: [
    {
      name: 'inform.pushesAmiss',
      title: 'Places elsewhere that do not take the files of a status page',
      look: pushesAmiss,
    },
  ],
  sealed: ['inform.push_targets.sealed'],
};
