import type { Jobs } from '../../platform/jobs.ts';
import { followed, followTexts, indexSweep, indexTexts } from './actions.ts';
import { nextDue } from './store.ts';

export const jobs: Jobs = {
  subscriptions: [{ name: 'learn.followTexts', types: followed.map((one) => one.type), run: followTexts }],
  sweeps: [{ name: indexSweep, nextDueAt: nextDue, run: indexTexts }],
};
