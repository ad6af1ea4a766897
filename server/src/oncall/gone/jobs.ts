import { contactGone } from '@muster/contract/oncall/events';
import type { Jobs } from '../../platform/jobs.ts';
import { followGone } from './actions.ts';

export const jobs: Jobs = {
  subscriptions: [{ name: 'oncall.followGone', types: [contactGone.type], run: followGone }],
};
