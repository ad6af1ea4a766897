import { alertGroupOpened } from '@muster/contract/detect/events';
import { groupPaged } from '@muster/contract/oncall/events';
import type { Jobs } from '../../platform/jobs.ts';
import { declareForGroups } from './actions.ts';

export const jobs: Jobs = {
  subscriptions: [
    {
      name: 'respond.declareForGroups',
      types: [alertGroupOpened.type, groupPaged.type],
      run: declareForGroups,
    },
  ],
};
