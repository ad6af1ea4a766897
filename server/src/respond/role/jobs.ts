import { accessLowered, personDeactivated } from '@muster/contract/catalog/events';
import type { Jobs } from '../../platform/jobs.ts';
import { followLeavers } from './actions.ts';

export const jobs: Jobs = {
  subscriptions: [
    {
      name: 'respond.followLeavers',
      types: [personDeactivated.type, accessLowered.type],
      run: followLeavers,
    },
  ],
};
