import type { Jobs } from '../../platform/jobs.ts';
import { follow, followed, followTexts, indexSweep, indexTexts, textsDueAt } from './actions.ts';
import { textsOf } from './views.ts';

export const jobs: Jobs = {
  subscriptions: [{ name: follow, types: followed.map((one) => one.type), run: followTexts }],
  sweeps: [{ name: indexSweep, nextDueAt: textsDueAt, run: (act) => indexTexts(act, textsOf) }],
};
