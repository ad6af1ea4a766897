import { passwordResetAsked } from '@muster/contract/catalog/events';
import type { Jobs } from '../../platform/jobs.ts';
import { forgetResetLinks, sendResetLetters } from './actions.ts';

export const jobs: Jobs = {
  subscriptions: [
    { name: 'catalog.sendResetLetters', types: [passwordResetAsked.type], run: sendResetLetters },
  ],
  periodic: [{ name: 'catalog.forgetResetLinks', everyMinutes: 60, run: forgetResetLinks }],
};
