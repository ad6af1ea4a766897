import type { Check } from '../../platform/auditor/model.ts';
import type { Jobs } from '../../platform/jobs.ts';
import { whyLost } from './model.ts';
import { lastCanary } from './views.ts';

/** By the auditor, whose way to administrators shares nothing with that of pages. */
const lost: Check = {
  name: 'oncall.canary',
  title: 'The alert that Muster sends itself each minute, which must arrive',
  async look(db, now) {
    const state = await lastCanary(db);
    const text = state ? whyLost(state, now) : null;
    return text === null ? [] : [{ subject: 'canary', text }];
  },
};

export const jobs: Jobs = { checks: [lost] };
