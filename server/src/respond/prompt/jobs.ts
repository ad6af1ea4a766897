import { pageAcknowledged } from '@muster/contract/oncall/events';
import type { Jobs } from '../../platform/jobs.ts';
import { followPages, nextPromptAt, promptSweep, watchPrompts } from './actions.ts';

export const jobs: Jobs = {
  subscriptions: [{ name: 'respond.followPages', types: [pageAcknowledged.type], run: followPages }],
  sweeps: [{ name: promptSweep, nextDueAt: nextPromptAt, run: watchPrompts }],
};
