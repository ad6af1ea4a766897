import { incidentChanged } from '@muster/contract/respond/news';
import type { Jobs } from '../../platform/jobs.ts';
import { answerByNews, bringsNews } from './actions.ts';

export const jobs: Jobs = {
  subscriptions: [
    { name: 'respond.answerByNews', types: [incidentChanged.type], wants: bringsNews, run: answerByNews },
  ],
};
